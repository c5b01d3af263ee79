import type { Condition, MetricValue, Value } from '../../common/conditions';
import { METRICS, type Anchor, type DaysEdge } from '../metrics';

/**
 * Members for whom time alone can change a condition between two instants:
 * - `days`: those with facts on days that grew old enough (or came into view)
 * - `crossing`: those whose `anchor` came to lie so many days back
 * - `everybody`: everybody, but only when a community midnight lies between
 * - `label`: those who came to carry another label, or do no longer, as far as that is recorded
 */
export type Edge =
  | ({ kind: 'days' } & DaysEdge)
  | { kind: 'crossing'; anchor: Anchor; days: number }
  | { kind: 'everybody' }
  | { kind: 'label'; leaf: RecordedLeaf; keys: string[] };

/** Labels of which every beginning and end is recorded. */
export type RecordedLeaf = 'persona' | 'tier' | 'segment';

export interface Dependencies {
  /** Anybody may change at any time (a share of everybody, a field of the host's): evaluate everybody. */
  unbounded: boolean;
  /** Otherwise only who was touched and who is on one of these edges can have changed. */
  edges: Edge[];
}

/**
 * What conditions depend on besides the activities of a member. A member whose facts have not changed since the previous
 * evaluation, whose stage has not either, and who is on no edge, has the same value as before.
 */
export function dependenciesOf(conditions: Condition | readonly Condition[]): Dependencies {
  const found: Dependencies = { unbounded: false, edges: [] };
  const list = Array.isArray(conditions) ? (conditions as readonly Condition[]) : [conditions as Condition];
  for (const condition of list) collect(condition, found);
  const seen = new Set<string>();
  found.edges = found.edges.filter((edge) => {
    const key = JSON.stringify(edge);
    return !seen.has(key) && seen.add(key);
  });
  return found;
}

function collect(condition: Condition, found: Dependencies): void {
  if ('all' in condition) condition.all.forEach((part) => collect(part, found));
  else if ('any' in condition) condition.any.forEach((part) => collect(part, found));
  else if ('not' in condition) collect(condition.not, found);
  else if ('left' in condition) {
    const { left, right } = condition;
    for (const bound of Array.isArray(right) ? right : [right]) compared(left, bound, found);
  } else if ('stage' in condition) {
    // whoever was moved in the previous run has not been looked at in the new stage
    found.edges.push({ kind: 'crossing', anchor: { of: 'stageSince' }, days: 0 });
  } else if ('hours' in condition) {
    for (const age of [0, condition.window.days])
      found.edges.push({ kind: 'days', youngest: age, oldest: age, kinds: 'utterances' });
  } else if ('persona' in condition) found.edges.push({ kind: 'label', leaf: 'persona', keys: condition.persona });
  else if ('tier' in condition) found.edges.push({ kind: 'label', leaf: 'tier', keys: condition.tier });
  else if ('segment' in condition) found.edges.push({ kind: 'label', leaf: 'segment', keys: [condition.segment] });
  // tags are given by hand as well, and fields change without any activity
  else found.unbounded = true;
}

/** How a value changes by time alone. */
type Movement = { by: 'days'; edges: Edge[] } | { by: 'steady'; anchor: Anchor } | { by: 'anything' };

function compared(left: Value, right: Value, found: Dependencies): void {
  const [a, b] = [movementOf(left), movementOf(right)];
  if (a.by === 'days' && b.by === 'days') found.edges.push(...a.edges, ...b.edges);
  else if (a.by === 'steady' && b.by === 'steady') {
    // both grow by one a day: what is greater stays greater until something happens
    found.edges.push(...appearing(a.anchor), ...appearing(b.anchor));
  } else if (a.by === 'steady' && typeof right === 'number') found.edges.push(...crossings(a.anchor, right));
  else if (b.by === 'steady' && typeof left === 'number') found.edges.push(...crossings(b.anchor, left));
  else found.unbounded = true;
}

function crossings(anchor: Anchor, days: number): Edge[] {
  return [{ kind: 'crossing', anchor, days }, ...appearing(anchor)];
}

/** The anchor itself may move when a new day's facts, or the first sight of a member, come into view. */
function appearing({ of, kinds, groups }: Anchor): Edge[] {
  if (of === 'stageSince' || of === 'firstSeen') return [{ kind: 'crossing', anchor: { of }, days: 0 }];
  const today = { kind: 'days', youngest: 0, oldest: 0 } as const;
  const seen: Edge = { kind: 'crossing', anchor: { of: 'firstSeen' }, days: 0 };
  if (of === 'leftAll') return [{ ...today, kinds: 'all' }];
  return [{ ...today, kinds: kinds ?? 'signsOfLife', rejoins: !kinds, groups }, seen];
}

function movementOf(value: Value): Movement {
  if (typeof value === 'number') return { by: 'days', edges: [] };
  if ('metric' in value) return metricMovement(value);
  if (!('ratio' in value)) return { by: 'anything' };
  const [a, b] = value.ratio.map(movementOf);
  return a.by === 'days' && b.by === 'days' ? { by: 'days', edges: [...a.edges, ...b.edges] } : { by: 'anything' };
}

function metricMovement(request: MetricValue): Movement {
  const metric = METRICS.get(request.metric);
  if (!metric) throw new Error(`Unknown metric "${request.metric}".`);
  const time = metric.timeEdges(request);
  if (time === 'unbounded') return { by: 'anything' };
  if (time.changes === 'steady') return { by: 'steady', anchor: time.anchor };
  if (time.edges === 'everybody') return { by: 'days', edges: [{ kind: 'everybody' }] };
  return { by: 'days', edges: time.edges.map((edge): Edge => ({ kind: 'days', ...edge })) };
}
