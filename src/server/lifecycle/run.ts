import { dayLabel } from '@community-crm/community-model';
import { strangers } from '../metrics';
import type { Store, WriteGate } from '../store';
import { candidatesBetween } from './candidates';
import { classify, type ChangeOrigin, type ClassifyInput } from './classify';
import { crossover, measured, NOT_MEASURED, type LabelCosts } from './crossover';
import { replay } from './replay';
import { Steps } from './steps';
import { labelledMembers, newcomers } from './subjects';
import type { TouchedMembers } from './touches';

export type LifecycleRunInput = Omit<ClassifyInput, 'origin' | 'stageTable' | 'checkpoint'> & {
  /** Instant (milliseconds) of the last completed run; the days since then are lived through one by one. */
  lastAsOf: number | null;
  /** Whose facts have changed since that run. */
  touched: TouchedMembers;
  /** Whether rules, kinds or the calendar have changed since: everybody is looked at, and nothing is an event of today. */
  changedRules?: boolean;
  /** `auto` = whichever is cheaper by what was measured. All give the same answer. */
  mode?: 'auto' | 'full' | 'incremental';
  costs?: LabelCosts;
  steps?: Steps;
  onProgress?: (fraction: number, step: string) => Promise<void> | void;
  /** Called where others may work for a moment: nobody need wait for a long replay. */
  onPause?: () => Promise<void> | void;
  /** Called between missed days, where newcomers may begin, and nobody else may move. */
  onMissedDay?: () => Promise<void> | void;
};

export interface LifecycleCounts {
  /** Members placed by replaying their past. */
  placed: number;
  /** Members who began their lifecycle just now. */
  newcomers: number;
  changed: number;
  /** Changes by new stage, replays left out. */
  entered: Record<string, number>;
  /** Members looked at, added up over all instants. */
  examined: number;
  /** Instants visited, and at how many of them everybody was looked at. */
  instants: number;
  fullPasses: number;
  costs: LabelCosts;
}

/** Never more days than this are caught up one by one; a longer gap starts this many days back. */
const LONGEST_CATCH_UP = 92;
/** Whoever was first seen longer ago than this is no newcomer, milliseconds. */
export const NEWCOMER_MS = 48 * 3_600_000;

/**
 * Brings every member's stage up to `asOf`: members with a stage step by step over the days missed since the last run,
 * newcomers by their first rule, and other members without a stage by replaying their history.
 *
 * At most one change a member and instant. A repetition at the same instants changes nothing.
 */
export async function runLifecycle(input: LifecycleRunInput): Promise<LifecycleCounts> {
  const { store, gate, touched, onProgress, changedRules = false } = input;
  const steps = input.steps ?? new Steps(() => performance.now());
  const counts: LifecycleCounts = {
    ...{ placed: 0, newcomers: 0, changed: 0, examined: 0, instants: 0, fullPasses: 0 },
    entered: {},
    costs: input.costs ?? NOT_MEASURED,
  };
  const checkpoint = () => onProgress?.(0.1, 'lifecycle');
  const origin = (memberId: number): ChangeOrigin => {
    if (changedRules) return 'edit';
    return touched.get(memberId)?.history ? 'import' : 'live';
  };
  await leaveOut(store, gate);
  const members = await labelledCount(store);
  const present = [...touched].filter(([, { history }]) => !history).map(([memberId]) => memberId);
  let since = input.lastAsOf;
  for (const instant of instantsToVisit(input)) {
    const chosen = await steps.measure('choosing', () => choose(input, counts.costs, members, since, instant));
    const began = performance.now();
    const stageTable = labelledMembers(store, instant, chosen ?? undefined);
    const result = await steps.measure('rules', () =>
      classify({ ...input, asOf: instant, origin, checkpoint, stageTable }),
    );
    const looked = chosen ? chosen.length : members;
    const ms = performance.now() - began;
    // a pass that writes much tells nothing about what looking costs
    if (result.changed * 10 <= looked) counts.costs = measured(counts.costs, chosen ? 'chosen' : 'full', looked, ms);
    add(counts, result.entered);
    counts.changed += result.changed;
    counts.examined += looked;
    counts.instants += 1;
    counts.fullPasses += chosen ? 0 : 1;
    const begun = await steps.measure('newcomers', () => placeNewcomers({ ...input, asOf: instant }, present));
    counts.newcomers += begun.changed;
    add(counts, begun.entered);
    since = instant;
    await onProgress?.(0.2, 'lifecycle');
    if (instant < input.asOf) await input.onMissedDay?.();
  }
  counts.placed = await steps.measure('replay', () =>
    replay({
      ...input,
      onDay: async (done, total) => {
        await onProgress?.(0.2 + (0.8 * done) / total, 'replay');
        await input.onPause?.();
      },
    }),
  );
  return counts;
}

/** Members who joined or were first seen just now begin their lifecycle, and workflows may welcome them. */
export function placeNewcomers(
  input: Omit<ClassifyInput, 'origin' | 'stageTable'>,
  memberIds: readonly number[],
): ReturnType<typeof classify> {
  const { store, asOf } = input;
  if (!memberIds.length) return Promise.resolve({ changed: 0, entered: {} });
  return classify({
    ...input,
    origin: () => 'live',
    stageTable: newcomers(store, asOf, asOf - NEWCOMER_MS, memberIds),
  });
}

/** Who is looked at; null = everybody. */
async function choose(
  input: LifecycleRunInput,
  costs: LabelCosts,
  members: number,
  since: number | null,
  until: number,
): Promise<number[] | null> {
  const { mode = 'auto', changedRules, touched } = input;
  if (mode === 'full' || since === null || changedRules) return null;
  const most = mode === 'incremental' ? Infinity : crossover(costs) * members;
  if (touched.size > most) return null;
  const chosen = await candidatesBetween(input, since, until);
  return chosen && chosen.length <= most ? chosen : null;
}

async function labelledCount(store: Store): Promise<number> {
  const [row] = await store.select<{ n: number | string }>(
    'SELECT COUNT(*) AS "n" FROM {communityMembers} AS m WHERE m."stage" IS NOT NULL',
  );
  return Number(row.n);
}

/** Bots and the own team carry no stage; who was made one of them loses it. Mostly there is nobody, and nothing is written. */
async function leaveOut(store: Store, gate: WriteGate): Promise<void> {
  const [staged] = await store.select(
    `SELECT m."id" FROM (${strangers(store)}) AS x JOIN {communityMembers} AS m ON m."id" = x."id" WHERE m."stage" IS NOT NULL LIMIT 1`,
  );
  if (!staged) return;
  await gate.run((transaction) =>
    store.execute(
      `UPDATE {communityMembers} SET "stage" = NULL, "stageSince" = NULL
       WHERE "stage" IS NOT NULL AND ("isBot" = ${store.bool(true)} OR "isTeam" = ${store.bool(true)})`,
      { transaction },
    ),
  );
}

/** The ends of the community days that passed since the last run, then `asOf` itself. */
export function instantsToVisit({
  lastAsOf,
  asOf,
  zone,
}: Pick<LifecycleRunInput, 'lastAsOf' | 'asOf' | 'zone'>): number[] {
  if (lastAsOf === null || lastAsOf >= asOf) return [asOf];
  const today = zone.dayNumber(asOf);
  const first = Math.max(zone.dayNumber(lastAsOf), today - LONGEST_CATCH_UP);
  const instants: number[] = [];
  for (let day = first; day < today; day += 1) {
    const end = zone.dayStart(dayLabel(day + 1)) - 1;
    if (end > lastAsOf) instants.push(end);
  }
  return [...instants, asOf];
}

function add(counts: LifecycleCounts, entered: Record<string, number>): void {
  for (const [stage, n] of Object.entries(entered)) counts.entered[stage] = (counts.entered[stage] ?? 0) + n;
}
