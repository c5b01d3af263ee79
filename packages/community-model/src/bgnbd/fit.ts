import { logLikelihood, type AliveHistory, type AliveParameters } from './model';
import { nelderMead } from './nelderMead';

export interface AliveFit extends AliveParameters {
  logLikelihood: number;
  /** How many people it was fitted on. */
  people: number;
  evaluations: number;
  /** False where the histories do not say enough: the parameters then wander off without end. */
  converged: boolean;
}

/** Parameters beyond these powers of e say nothing any more. */
const FURTHEST = 12;
const TOLERANCE = 1e-10;
const MOST = 4_000;
const MOST_STARTS = 6;

/**
 * The parameters under which the histories are most likely. Searched over their logarithms, with times scaled to about
 * one; begun anew from where it ended until nothing is gained, since a simplex can collapse too early.
 *
 * @returns null when nobody ever came again: then nothing can be said
 */
export function fitAlive(histories: readonly AliveHistory[]): AliveFit | null {
  const grouped = together(histories);
  const people = grouped.reduce((sum, history) => sum + history.people, 0);
  if (!grouped.some(({ repeats }) => repeats > 0)) return null;
  const scale = grouped.reduce((sum, history) => sum + history.observed * history.people, 0) / people / 10;
  const scaled = grouped.map((history) => ({
    ...history,
    last: history.last / scale,
    observed: history.observed / scale,
  }));
  const parameters = (at: number[]): AliveParameters => {
    const [r, alpha, a, b] = at.map(Math.exp);
    return { r, alpha, a, b };
  };
  const cost = (at: number[]): number =>
    at.some((x) => Math.abs(x) > FURTHEST) ? Number.POSITIVE_INFINITY : -logLikelihood(parameters(at), scaled) / people;

  let best = nelderMead(cost, [0, 0, 0, 0], { step: 0.5, tolerance: TOLERANCE, most: MOST });
  let { evaluations } = best;
  for (let start = 1; start < MOST_STARTS; start += 1) {
    const next = nelderMead(cost, best.at, { step: 0.2, tolerance: TOLERANCE, most: MOST });
    evaluations += next.evaluations;
    const gained = best.value - next.value;
    best = next.value <= best.value ? next : best;
    if (gained < 10 * TOLERANCE) break;
  }
  const { r, alpha, a, b } = parameters(best.at);
  const found = { r, alpha: alpha * scale, a, b };
  const inside = best.at.every((x) => Math.abs(x) < FURTHEST - 0.5);
  return {
    ...found,
    logLikelihood: logLikelihood(found, grouped),
    people,
    evaluations,
    converged: best.converged && inside,
  };
}

/** Equal histories as one: in days there are few different ones. */
function together(histories: readonly AliveHistory[]): AliveHistory[] {
  const grouped = new Map<string, AliveHistory>();
  for (const history of histories) {
    const key = `${history.repeats} ${history.last} ${history.observed}`;
    const known = grouped.get(key);
    grouped.set(key, { ...history, people: history.people + (known?.people ?? 0) });
  }
  return [...grouped.values()];
}
