import type { CommunityZone } from '@community-crm/community-model';
import { allSubjects, MetricFrame, type FrameKinds, type FrameOptions } from '../metrics';
import type { Bind, Store } from '../store';
import type { Lifecycle } from './rule';
import { firingTransition, transitionsOf, type Transition } from './transitions';

export interface EvaluateInput {
  store: Store;
  zone: CommunityZone;
  kinds: FrameKinds;
  lifecycle: Lifecycle;
  /** Milliseconds; nothing later is looked at. */
  asOf: number;
  /** SELECT with `id`, `stage`, `stageSince`, `firstSeenAt`, `lastActiveAt` of the members to look at. */
  subjects: string;
  subjectBind?: Bind;
  /** SELECT of ids of the members who alone are looked at; see `FrameOptions.only`. */
  only?: string;
}

export interface Evaluation {
  /** Every way out of every stage, in the order in which they are tried. */
  transitions: Transition[];
  /** SELECT with `id`, `stage`, `t` (index of the transition that fires, or NULL) and the numbers, one row a subject. */
  rows: string;
  /** The same of those subjects only that change. */
  changing: string;
  bind: Bind;
}

/**
 * The numbers that rules are decided by. Means and percentiles are those of all people who were known at `asOf`, whoever
 * is looked at, so a run of everybody, a run of a few and an explanation find the same.
 */
export function frameFor({
  store,
  zone,
  kinds,
  asOf,
  ...subjects
}: Omit<EvaluateInput, 'lifecycle'> & Pick<FrameOptions, 'kept'>): MetricFrame {
  return new MetricFrame({
    ...{ store, zone, kinds, asOf },
    ...subjects,
    population: `SELECT p.* FROM (${allSubjects(store, 'member')}) AS p WHERE p."firstSeenAt" <= ${store.instantParam('$knownBy')}`,
    populationBind: { knownBy: store.instant(asOf) },
  });
}

/**
 * The rules at one instant as one SELECT. Runs, replays, previews and backtests read the same one, so what is shown
 * before a change of the rules is what happens after it. Nothing is read or written here.
 */
export function evaluate({ lifecycle, ...input }: EvaluateInput): Evaluation {
  const frame = frameFor(input);
  const transitions = transitionsOf(lifecycle, frame);
  const rows = decisions(frame, { t: transitions });
  return { transitions, rows, changing: `${rows} WHERE y."t" IS NOT NULL`, bind: frame.bind };
}

export interface Comparison {
  /** SELECT with `id`, `stage`, `a` and `b` (index of the transition of each rule set that fires, or NULL). */
  rows: string;
  a: Transition[];
  b: Transition[];
  bind: Bind;
}

/** Two sets of rules over the same members, each number computed once. */
export function evaluateBoth(input: Omit<EvaluateInput, 'lifecycle'>, a: Lifecycle, b: Lifecycle): Comparison {
  const frame = frameFor(input);
  const [ofA, ofB] = [transitionsOf(a, frame), transitionsOf(b, frame)];
  return { rows: decisions(frame, { a: ofA, b: ofB }), a: ofA, b: ofB, bind: frame.bind };
}

export interface SidesEvaluation<Side extends string> {
  /** SELECT with `id`, `side` and `t` (index of the transition of the side that fires) of the subjects that change. */
  changing: string;
  transitions: Record<Side, Transition[]>;
  bind: Bind;
}

/**
 * Sets of rules over subjects each of which is on the side of one of them (column `side` of the subjects): a number that all
 * sets ask for is computed once for all.
 */
export function evaluateSides<Side extends string>(
  input: Omit<EvaluateInput, 'lifecycle'>,
  lifecycles: Readonly<Record<Side, Lifecycle>>,
): SidesEvaluation<Side> {
  const frame = frameFor({ ...input, kept: ['side'] });
  const transitions = {} as Record<Side, Transition[]>;
  const cases: string[] = [];
  for (const name of Object.keys(lifecycles) as Side[]) {
    transitions[name] = transitionsOf(lifecycles[name], frame);
    cases.push(`WHEN x."side" = ${frame.bound(name)} THEN ${firingTransition(transitions[name], frame)}`);
  }
  const changing = `WITH x AS ${frame.store.sql.materialized} (${frame.select()})
    SELECT y."id", y."side", y."t" FROM (SELECT x."id", x."side", CASE ${cases.join(' ')} END AS "t" FROM x) AS y WHERE y."t" IS NOT NULL`;
  return { changing, transitions, bind: frame.bind };
}

/** Ends with `AS y`, so that a condition over its columns may follow. */
function decisions(frame: MetricFrame, columns: Record<string, Transition[]>): string {
  const names = [...Object.keys(columns), ...frame.columnNames];
  const firing = Object.entries(columns).map(
    ([name, transitions]) => `${firingTransition(transitions, frame)} AS "${name}"`,
  );
  return `WITH x AS ${frame.store.sql.materialized} (${frame.select()})
    SELECT y."id", y."stage"${names.map((name) => `, y."${name}"`).join('')} FROM (SELECT x.*, ${firing.join(', ')} FROM x) AS y`;
}
