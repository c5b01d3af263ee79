import type { CommunityZone } from '@community-crm/community-model';
import { MetricFrame, type FrameKinds } from '../metrics';
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
 * The rules at one instant as one SELECT. Runs, replays, previews and backtests read the same one, so what is shown
 * before a change of the rules is what happens after it. Nothing is read or written here.
 */
export function evaluate({ store, lifecycle, subjects, subjectBind, ...rest }: EvaluateInput): Evaluation {
  const frame = new MetricFrame({ store, subjects, subjectBind, ...rest });
  const transitions = transitionsOf(lifecycle, frame);
  const firing = firingTransition(transitions, frame);
  const values = frame.columnNames.map((name) => `, y."${name}"`).join('');
  const rows = `WITH x AS ${store.sql.materialized} (${frame.select()})
    SELECT y."id", y."stage", y."t"${values} FROM (SELECT x.*, ${firing} AS "t" FROM x) AS y`;
  return { transitions, rows, changing: `${rows} WHERE y."t" IS NOT NULL`, bind: frame.bind };
}
