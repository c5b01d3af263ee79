/** What looking at members has cost so far, milliseconds a member; null = not measured yet. */
export interface LabelCosts {
  /** Of a pass over everybody. */
  full: number | null;
  /** Of a pass over chosen members. */
  chosen: number | null;
}

export const NOT_MEASURED: LabelCosts = { full: null, chosen: null };

/** Share of the members up to which choosing is taken to be cheaper before anything was measured. */
const ASSUMED = 0.2;
/** Whatever was measured: a pass over very few is never worth a full one, nor one over nearly all worth choosing. */
const LEAST = 0.01;
const MOST = 0.8;
/** Passes over fewer members say more about the cost of a statement than about that of a member. */
const TELLING = 200;
/** Weight of the latest measurement. */
const LATEST = 0.3;

/** Share of the members (0 to 1) up to which looking at chosen ones is cheaper than looking at everybody. */
export function crossover({ full, chosen }: LabelCosts): number {
  if (full === null || chosen === null || chosen <= 0) return ASSUMED;
  return Math.min(MOST, Math.max(LEAST, full / chosen));
}

/** The costs with another pass taken into account. */
export function measured(costs: LabelCosts, pass: keyof LabelCosts, members: number, ms: number): LabelCosts {
  if (members < TELLING) return costs;
  const before = costs[pass];
  const now = ms / members;
  return { ...costs, [pass]: before === null ? now : before + LATEST * (now - before) };
}

/** Costs as they were remembered; anything else counts as not measured. */
export function costsFrom(remembered: unknown): LabelCosts {
  const { full, chosen } = (remembered ?? {}) as Partial<Record<keyof LabelCosts, unknown>>;
  const cost = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null);
  return { full: cost(full), chosen: cost(chosen) };
}
