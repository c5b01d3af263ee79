import { COMPARISONS, type Comparison, type Condition, type MetricValue, type Value } from '../../common/conditions';
import { METRICS } from '../metrics';
import { ConditionError } from './errors';

/** Deeper trees are refused: nobody can read them, and databases limit the depth of an expression. */
const MAX_DEPTH = 12;
const MAX_BRANCHES = 100;
const FORMS = 'one of {all}, {any}, {not}, {left, op, right}, {stage}';

/**
 * Checks untrusted JSON and returns it as a condition made of known keys only.
 *
 * @param stages keys that a `stage` leaf may name
 * @throws ConditionError naming the path and what is allowed there
 */
export function parseCondition(input: unknown, stages: readonly string[], path = 'condition', depth = 0): Condition {
  if (depth > MAX_DEPTH) throw new ConditionError(path, 'nested too deeply', `at most ${MAX_DEPTH} levels`);
  const node = objectAt(input, path, FORMS);
  if ('all' in node) return { all: branches(node, 'all', stages, path, depth) };
  if ('any' in node) return { any: branches(node, 'any', stages, path, depth) };
  if ('not' in node) {
    only(node, ['not'], path);
    return { not: parseCondition(node.not, stages, `${path}.not`, depth + 1) };
  }
  if ('stage' in node) {
    only(node, ['stage'], path);
    return { stage: stageKeys(node.stage, stages, `${path}.stage`) };
  }
  if ('left' in node) return comparison(node, path);
  throw new ConditionError(path, `unknown form with keys ${JSON.stringify(Object.keys(node))}`, FORMS);
}

function branches(
  node: Record<string, unknown>,
  key: 'all' | 'any',
  stages: readonly string[],
  path: string,
  depth: number,
): Condition[] {
  only(node, [key], path);
  const list = node[key];
  if (!Array.isArray(list)) throw new ConditionError(`${path}.${key}`, 'not a list', 'a list of conditions');
  if (list.length > MAX_BRANCHES)
    throw new ConditionError(`${path}.${key}`, `${list.length} conditions`, `at most ${MAX_BRANCHES}`);
  return list.map((item, i) => parseCondition(item, stages, `${path}.${key}[${i}]`, depth + 1));
}

function stageKeys(input: unknown, stages: readonly string[], path: string): string[] {
  if (!Array.isArray(input) || !input.length) throw new ConditionError(path, 'not a list of stages', stages.join(', '));
  return input.map((stage, i) => {
    if (typeof stage !== 'string' || !stages.includes(stage))
      throw new ConditionError(`${path}[${i}]`, `unknown stage ${JSON.stringify(stage)}`, stages.join(', '));
    return stage;
  });
}

function comparison(node: Record<string, unknown>, path: string): Condition {
  only(node, ['left', 'op', 'right'], path);
  const op = node.op as Comparison;
  if (!COMPARISONS.includes(op))
    throw new ConditionError(`${path}.op`, `unknown comparison ${JSON.stringify(node.op)}`, COMPARISONS.join(' '));
  const left = value(node.left, `${path}.left`);
  if (op !== 'between') return { left, op, right: value(node.right, `${path}.right`) };
  if (!Array.isArray(node.right) || node.right.length !== 2)
    throw new ConditionError(`${path}.right`, 'not a pair', 'two values, the lower one first');
  const [low, high] = node.right.map((bound, i) => value(bound, `${path}.right[${i}]`));
  if (typeof low === 'number' && typeof high === 'number' && low > high)
    throw new ConditionError(`${path}.right`, `${low} is greater than ${high}`, 'the lower value first');
  return { left, op, right: [low, high] };
}

function value(input: unknown, path: string): Value {
  if (typeof input === 'number') {
    if (!Number.isFinite(input)) throw new ConditionError(path, 'not a finite number', 'a number or {metric}');
    return input;
  }
  const node = objectAt(input, path, 'a number or {metric}');
  only(node, ['metric', 'kinds', 'groups', 'window'], path);
  const metric = typeof node.metric === 'string' ? METRICS.get(node.metric) : undefined;
  if (!metric)
    throw new ConditionError(
      `${path}.metric`,
      `unknown metric ${JSON.stringify(node.metric)}`,
      [...METRICS.keys()].join(', '),
    );
  const request: MetricValue = { metric: metric.key };
  for (const key of ['kinds', 'groups'] as const) {
    if (node[key] === undefined) continue;
    if (!metric.restrictable[key])
      throw new ConditionError(`${path}.${key}`, `${metric.key} cannot be restricted`, `leave ${key} out`);
    request[key] = texts(node[key], `${path}.${key}`);
  }
  if (node.window !== undefined) {
    if (!metric.restrictable.window)
      throw new ConditionError(`${path}.window`, `${metric.key} has no window`, 'leave window out');
    request.window = window(node.window, `${path}.window`);
  }
  return request;
}

function window(input: unknown, path: string): { days: number; endingDaysAgo?: number } {
  const node = objectAt(input, path, '{days, endingDaysAgo}');
  only(node, ['days', 'endingDaysAgo'], path);
  const days = dayCount(node.days, 1, `${path}.days`);
  if (node.endingDaysAgo === undefined) return { days };
  return { days, endingDaysAgo: dayCount(node.endingDaysAgo, 0, `${path}.endingDaysAgo`) };
}

function dayCount(input: unknown, least: number, path: string): number {
  if (typeof input !== 'number' || !Number.isInteger(input) || input < least || input > 3660)
    throw new ConditionError(
      path,
      `${JSON.stringify(input)} is no number of days`,
      `a whole number from ${least} to 3660`,
    );
  return input;
}

function texts(input: unknown, path: string): string[] {
  const valid = Array.isArray(input) && input.length > 0 && input.length <= MAX_BRANCHES;
  if (!valid) throw new ConditionError(path, 'not a list', `1 to ${MAX_BRANCHES} keys`);
  return input.map((item, i) => {
    if (typeof item !== 'string' && typeof item !== 'number')
      throw new ConditionError(`${path}[${i}]`, `${JSON.stringify(item)} is no key`, 'a text');
    return String(item);
  });
}

function objectAt(input: unknown, path: string, allowed: string): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new ConditionError(path, `${JSON.stringify(input) ?? 'nothing'} is no object`, allowed);
  return input as Record<string, unknown>;
}

function only(node: Record<string, unknown>, keys: readonly string[], path: string): void {
  const foreign = Object.keys(node).find((key) => !keys.includes(key));
  if (foreign !== undefined)
    throw new ConditionError(path, `unknown key ${JSON.stringify(foreign)}`, keys.map((key) => `"${key}"`).join(', '));
}
