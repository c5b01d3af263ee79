import type { MetricValue, Value } from '../../common/conditions';
import { METRICS, type Metric } from '../metrics';
import type { ConditionContext } from './context';
import { ConditionError } from './errors';
import { isObject, keysAt, numberAt, only, shown, wholeAt } from './reading';

/** Longest window, and furthest back that one may end. */
export const WINDOW_DAYS = 3660;

const MAX_DEPTH = 4;
const FORMS = 'a number, {metric, kinds, groups, window}, {ratio}, {mean}, {percentile, of}';

/** @throws ConditionError */
export function parseValue(input: unknown, context: ConditionContext, path: string, depth = 0): Value {
  if (typeof input === 'number' && Number.isFinite(input)) return input;
  if (depth > MAX_DEPTH) throw new ConditionError(path, 'TOO_DEEP', { most: MAX_DEPTH });
  if (!isObject(input)) throw new ConditionError(path, 'NOT_A_VALUE', { value: shown(input), allowed: FORMS });
  if ('ratio' in input) return ratio(input, context, path, depth);
  if ('mean' in input) {
    only(input, { required: ['mean'] }, path);
    return { mean: spread(input.mean, context, `${path}.mean`, depth) };
  }
  if ('percentile' in input) {
    only(input, { required: ['percentile', 'of'] }, path);
    const percentile = numberAt(input.percentile, 0, 100, `${path}.percentile`);
    return { percentile, of: spread(input.of, context, `${path}.of`, depth) };
  }
  return metricValue(input, context, path);
}

function ratio(
  input: Record<string, unknown>,
  context: ConditionContext,
  path: string,
  depth: number,
): { ratio: [Value, Value] } {
  only(input, { required: ['ratio'] }, path);
  if (!Array.isArray(input.ratio) || input.ratio.length !== 2)
    throw new ConditionError(`${path}.ratio`, 'NOT_A_PAIR', { value: shown(input.ratio) });
  const [a, b] = input.ratio.map((part, i) => parseValue(part, context, `${path}.ratio[${i}]`, depth + 1));
  if (b === 0) throw new ConditionError(`${path}.ratio[1]`, 'DIVISION_BY_ZERO');
  if (isConstant(a) && isConstant(b)) throw new ConditionError(`${path}.ratio`, 'SAME_FOR_ALL');
  return { ratio: [a, b] };
}

/** What a statistic is taken of: something that differs from member to member. */
function spread(input: unknown, context: ConditionContext, path: string, depth: number): Value {
  const value = parseValue(input, context, path, depth + 1);
  if (hasStatistic(value)) throw new ConditionError(path, 'NESTED_STATISTIC');
  if (isConstant(value)) throw new ConditionError(path, 'SAME_FOR_ALL');
  return value;
}

/** Whether a value is the same number for everybody at any time. */
export function isConstant(value: Value): boolean {
  return typeof value === 'number' || ('ratio' in value && value.ratio.every(isConstant));
}

function hasStatistic(value: Value): boolean {
  if (typeof value === 'number' || 'metric' in value) return false;
  return 'ratio' in value ? value.ratio.some(hasStatistic) : true;
}

function metricValue(node: Record<string, unknown>, context: ConditionContext, path: string): MetricValue {
  if (!('metric' in node)) throw new ConditionError(path, 'NOT_A_VALUE', { value: shown(node), allowed: FORMS });
  only(node, { required: ['metric'], optional: ['kinds', 'groups', 'window'] }, path);
  const metric = metricOf(node.metric, context, `${path}.metric`);
  const value: MetricValue = { metric: metric.key };
  const restricted = (key: 'kinds' | 'groups' | 'window'): boolean => {
    if (node[key] === undefined) return false;
    // a membership and a group have their group already
    const possible = metric.restrictable[key] && (key !== 'groups' || (context.subject ?? 'member') === 'member');
    if (!possible) throw new ConditionError(`${path}.${key}`, 'NOT_RESTRICTABLE', { value: metric.key });
    return true;
  };
  if (restricted('kinds'))
    value.kinds = keysAt(node.kinds, `${path}.kinds`, (kind, at) => {
      const { kinds } = context;
      if (kinds && !kinds.includes(kind))
        throw new ConditionError(at, 'UNKNOWN_KIND', { value: shown(kind), allowed: kinds.join(', ') });
    });
  if (restricted('groups')) value.groups = groupIds(node.groups, `${path}.groups`);
  if (restricted('window')) value.window = windowOf(node.window, `${path}.window`);
  return value;
}

function metricOf(input: unknown, { subject = 'member' }: ConditionContext, path: string): Metric {
  const metric = typeof input === 'string' ? METRICS.get(input) : undefined;
  const usable = [...METRICS.values()].filter(({ subjects }) => subjects.includes(subject));
  const allowed = usable.map(({ key }) => key).join(', ');
  if (!metric) throw new ConditionError(path, 'UNKNOWN_METRIC', { value: shown(input), allowed });
  if (!usable.includes(metric))
    throw new ConditionError(path, 'WRONG_SUBJECT', { value: metric.key, subject, allowed });
  return metric;
}

/** Ids are texts in the contract; numbers are taken as well. */
function groupIds(input: unknown, path: string): string[] {
  const texts = Array.isArray(input) ? input.map((id: unknown) => (typeof id === 'number' ? String(id) : id)) : input;
  return keysAt(texts, path, (id, at) => {
    if (!/^[1-9]\d{0,15}$/.test(id) || !Number.isSafeInteger(Number(id)))
      throw new ConditionError(at, 'NOT_AN_ID', { value: shown(id) });
  });
}

function windowOf(input: unknown, path: string): { days: number; endingDaysAgo?: number } {
  if (!isObject(input))
    throw new ConditionError(path, 'NOT_A_VALUE', { value: shown(input), allowed: '{days, endingDaysAgo}' });
  only(input, { required: ['days'], optional: ['endingDaysAgo'] }, path);
  const days = wholeAt(input.days, 1, WINDOW_DAYS, `${path}.days`);
  if (input.endingDaysAgo === undefined) return { days };
  return { days, endingDaysAgo: wholeAt(input.endingDaysAgo, 0, WINDOW_DAYS, `${path}.endingDaysAgo`) };
}
