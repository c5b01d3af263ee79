import type { CompareCondition, Condition, Value } from '../../common/conditions';

/** A label once given is lost only clearly below its threshold (Discourse's "low water mark"). */
const LOW_WATER_MARK = 0.9;
/** Smaller counts are kept as they are: 90 % of 3 is not a meaningful step. */
const SMALLEST_RELAXED = 10;

/**
 * The default `keep` of a rule: its `enter` with thresholds of 10 and more eased by a tenth, so that a member at the
 * border does not flip from day to day.
 */
export function relax(condition: Condition): Condition {
  if ('all' in condition) return { all: condition.all.map(relax) };
  if ('any' in condition) return { any: condition.any.map(relax) };
  // under a negation easing means the opposite: it is left exactly as it is, and so is what has no threshold
  return 'left' in condition ? relaxComparison(condition) : condition;
}

function relaxComparison(condition: CompareCondition): CompareCondition {
  const { left, op, right } = condition;
  if (Array.isArray(right)) return { left, op, right: [lowered(right[0]), raised(right[1])] };
  if (op === '>' || op === '>=') return { left: raised(left), op, right: lowered(right) };
  if (op === '<' || op === '<=') return { left: lowered(left), op, right: raised(right) };
  return condition;
}

/** Of a bound from below: easier to reach. */
const lowered = (value: Value): Value => eased(value, LOW_WATER_MARK);
/** Of a bound from above. */
const raised = (value: Value): Value => eased(value, 1 / LOW_WATER_MARK);

function eased(value: Value, factor: number): Value {
  if (typeof value !== 'number' || value < SMALLEST_RELAXED) return value;
  return Math.round(value * factor * 1e6) / 1e6;
}
