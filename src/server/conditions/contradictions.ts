import type { CompareCondition, Condition, LabelLeaf, Value } from '../../common/conditions';
import { METRICS } from '../metrics';
import { ConditionError } from './errors';
import { isConstant } from './validateValue';

/** Numbers from `low` to `high`, each of which belongs to it or not. */
interface Range {
  low: number;
  high: number;
  lowIn: boolean;
  highIn: boolean;
}

const ANY: Range = { low: -Infinity, high: Infinity, lowIn: true, highIn: true };

/** @throws ConditionError for a comparison that says nothing or that no subject can meet */
export function assertPossible(condition: CompareCondition, path: string): void {
  const { left, op, right } = condition;
  const bounds = Array.isArray(right) ? right : [right];
  if (isConstant(left) && bounds.every(isConstant)) throw new ConditionError(path, 'TWO_NUMBERS');
  if (bounds.some((bound) => !isConstant(bound) && JSON.stringify(bound) === JSON.stringify(left)))
    throw new ConditionError(path, 'SAME_VALUE');
  const asked = askedRange(condition);
  if (!asked || op === '!=') return;
  const possible = possibleRange(asked.of);
  if (!isEmpty(both(asked.range, possible))) return;
  const { low, high } = possible;
  throw new ConditionError(path, 'NEVER', { least: low, most: Number.isFinite(high) ? high : '∞' });
}

/** @throws ConditionError for the first of some conditions that cannot hold together with one before it */
export function assertTogether(conditions: readonly Condition[], path: string): void {
  const ranges = new Map<string, { range: Range; path: string }>();
  const labels = new Map<string, { keys: readonly string[]; path: string }>();
  for (const { condition, at } of flattened(conditions, path)) {
    const contradicts = (other: string) => new ConditionError(at, 'CONTRADICTION', { other });
    if ('left' in condition) {
      const asked = askedRange(condition);
      if (!asked || condition.op === '!=') continue;
      const key = JSON.stringify(asked.of);
      const before = ranges.get(key);
      const range = both(asked.range, before?.range ?? ANY);
      if (before && isEmpty(range)) throw contradicts(before.path);
      ranges.set(key, { range, path: before?.path ?? at });
    }
    for (const leaf of SINGLE) {
      if (!(leaf in condition)) continue;
      const keys = (condition as Record<LabelLeaf, string[]>)[leaf];
      const before = labels.get(leaf);
      const shared = before ? keys.filter((key) => before.keys.includes(key)) : keys;
      if (before && !shared.length) throw contradicts(before.path);
      labels.set(leaf, { keys: shared, path: before?.path ?? at });
    }
  }
}

/** Labels of which a member carries one at a time. */
const SINGLE = ['stage', 'persona', 'tier'] as const;

function flattened(conditions: readonly Condition[], path: string): Array<{ condition: Condition; at: string }> {
  return conditions.flatMap((condition, i) => {
    const at = `${path}[${i}]`;
    return 'all' in condition ? flattened(condition.all, `${at}.all`) : [{ condition, at }];
  });
}

/** A comparison of a value with numbers as the range that the value must lie in; null = it has no such form. */
function askedRange({ left, op, right }: CompareCondition): { of: Value; range: Range } | null {
  if (Array.isArray(right)) {
    const [low, high] = right;
    if (typeof low !== 'number' || typeof high !== 'number') return null;
    return { of: left, range: { low, high, lowIn: true, highIn: true } };
  }
  if (typeof right === 'number') return { of: left, range: rangeOf(op, right) };
  // 10 <= messages is messages >= 10
  return typeof left === 'number' ? { of: right, range: rangeOf(MIRRORED[op] ?? op, left) } : null;
}

const MIRRORED: Partial<Record<CompareCondition['op'], CompareCondition['op']>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function rangeOf(op: CompareCondition['op'], bound: number): Range {
  if (op === '>' || op === '>=') return { ...ANY, low: bound, lowIn: op === '>=' };
  if (op === '<' || op === '<=') return { ...ANY, high: bound, highIn: op === '<=' };
  return op === '=' ? { low: bound, high: bound, lowIn: true, highIn: true } : ANY;
}

function possibleRange(value: Value): Range {
  if (typeof value === 'number' || !('metric' in value)) return ANY;
  const metric = METRICS.get(value.metric);
  // amounts may be taken back
  if (!metric || metric.unit === 'amount') return ANY;
  const upTo = (high: number): Range => ({ ...ANY, low: 0, high });
  if (metric.unit === 'share' || metric.unit === 'probability') return upTo(1);
  if (metric.key === 'level') return upTo(3);
  if (metric.unit === 'score') return upTo(100);
  return upTo(metric.key === 'activeDays' && value.window ? value.window.days : Infinity);
}

function both(a: Range, b: Range): Range {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return {
    low,
    high,
    lowIn: (a.low < low || a.lowIn) && (b.low < low || b.lowIn),
    highIn: (a.high > high || a.highIn) && (b.high > high || b.highIn),
  };
}

function isEmpty({ low, high, lowIn, highIn }: Range): boolean {
  return low > high || (low === high && !(lowIn && highIn));
}
