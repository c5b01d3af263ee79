import type { Condition, Value } from '../../common/conditions';
import type { StageRow, StageRule } from './rule';

/** Stages of those who are on their way out, by their standard key: worth less than any other, whatever their order. */
const AWAY: readonly string[] = ['at_risk', 'churned'];

/** Whether a change takes something from a member: to a stage of lower order, to risk, or from risk to loss. */
export function isDemotion(stages: readonly StageRow[], from: string, to: string): boolean {
  const worth = (key: string): number => {
    const order = stages.findIndex((stage) => stage.key === key);
    return AWAY.includes(key) ? -1 - order : order;
  };
  return worth(to) < worth(from);
}

/** Days that a member stays in a stage at least: the longest that a rule which leads to it asks for. */
export function minimumStay(rules: readonly StageRule[], stage: string): number {
  return Math.max(0, ...rules.filter(({ to }) => to === stage).map(({ minimumStayDays }) => minimumStayDays));
}

/** Whoever has left every group is gone, however short the stay was. */
export const isAtOnce = (rule: StageRule): boolean => mentions(rule.enter, 'daysSinceLeftAll');

function mentions(condition: Condition, metric: string): boolean {
  if ('all' in condition) return condition.all.some((part) => mentions(part, metric));
  if ('any' in condition) return condition.any.some((part) => mentions(part, metric));
  if ('not' in condition) return mentions(condition.not, metric);
  if (!('left' in condition)) return false;
  const bounds = Array.isArray(condition.right) ? condition.right : [condition.right];
  return [condition.left, ...bounds].some((value) => asksFor(value, metric));
}

function asksFor(value: Value, metric: string): boolean {
  if (typeof value === 'number') return false;
  if ('ratio' in value) return value.ratio.some((part) => asksFor(part, metric));
  if ('mean' in value) return asksFor(value.mean, metric);
  return 'percentile' in value ? asksFor(value.of, metric) : value.metric === metric;
}
