import {
  COMPARISONS,
  LABEL_LEAVES,
  type Comparison,
  type CompareCondition,
  type Condition,
  type HoursCondition,
  type LabelLeaf,
} from '../../common/conditions';
import type { ConditionContext } from './context';
import { assertPossible, assertTogether } from './contradictions';
import { ConditionError } from './errors';
import { parseFilter } from './filter/validate';
import { isObject, keysAt, listAt, numberAt, only, shown, wholeAt } from './reading';
import { parseValue, WINDOW_DAYS } from './validateValue';

/** Deeper trees are refused: nobody can read them, and databases limit the depth of an expression. */
const MAX_DEPTH = 12;
/** Leaves of one condition. */
const MAX_LEAVES = 200;
/** Keys of one label leaf: as many as fit into the bits of a number. */
const MAX_LABELS = 50;

const FORMS =
  '{all}, {any}, {not}, {left, op, right}, {stage}, {tag}, {persona}, {tier}, {interest}, {segment}, {hours, share, window}, {filter}';

/**
 * Checks untrusted JSON and returns it as a condition made of known keys only.
 *
 * @param known what the condition may name; a list stands for the stages alone
 * @param path where the condition stands, for errors
 * @throws ConditionError naming the path and what is allowed there
 */
export function parseCondition(
  input: unknown,
  known: readonly string[] | ConditionContext,
  path = 'condition',
): Condition {
  const context: ConditionContext = 'labels' in known ? known : { labels: { stage: known } };
  return new Parser(context).condition(input, path, 0);
}

class Parser {
  private leaves = 0;

  constructor(private readonly context: ConditionContext) {}

  condition(input: unknown, path: string, depth: number): Condition {
    if (depth > MAX_DEPTH) throw new ConditionError(path, 'TOO_DEEP', { most: MAX_DEPTH });
    if (!isObject(input)) throw new ConditionError(path, 'NOT_A_CONDITION', { value: shown(input), allowed: FORMS });
    if ('all' in input) {
      const all = this.branches(input, 'all', path, depth);
      assertTogether(all, `${path}.all`);
      return { all };
    }
    if ('any' in input) return { any: this.branches(input, 'any', path, depth) };
    if ('not' in input) {
      only(input, { required: ['not'] }, path);
      return { not: this.condition(input.not, `${path}.not`, depth + 1) };
    }
    this.leaves += 1;
    if (this.leaves > MAX_LEAVES) throw new ConditionError(path, 'TOO_MANY', { count: this.leaves, most: MAX_LEAVES });
    return this.leaf(input, path);
  }

  private branches(node: Record<string, unknown>, key: 'all' | 'any', path: string, depth: number): Condition[] {
    only(node, { required: [key] }, path);
    return listAt(node[key], `${path}.${key}`).map((item, i) =>
      this.condition(item, `${path}.${key}[${i}]`, depth + 1),
    );
  }

  private leaf(node: Record<string, unknown>, path: string): Condition {
    if ('left' in node || 'op' in node || 'right' in node) return this.comparison(node, path);
    const label = LABEL_LEAVES.find((leaf) => leaf in node);
    if (label) return this.label(node, label, path);
    if ('segment' in node) {
      only(node, { required: ['segment'] }, path);
      this.assertMember('segment', path);
      const [segment] = keysAt([node.segment], `${path}.segment`, (key) =>
        this.knownLabel('segment', key, `${path}.segment`),
      );
      return { segment };
    }
    if ('hours' in node) return this.hours(node, path);
    if ('filter' in node) {
      only(node, { required: ['filter'] }, path);
      return { filter: parseFilter(node.filter, this.context, `${path}.filter`) };
    }
    throw new ConditionError(path, 'UNKNOWN_FORM', { value: shown(Object.keys(node)), allowed: FORMS });
  }

  private label(node: Record<string, unknown>, leaf: LabelLeaf, path: string): Condition {
    only(node, { required: [leaf] }, path);
    this.assertMember(leaf, path);
    const keys = keysAt(node[leaf], `${path}.${leaf}`, (key, at) => this.knownLabel(leaf, key, at), MAX_LABELS);
    return { [leaf]: keys } as Record<LabelLeaf, string[]> as Condition;
  }

  private knownLabel(leaf: LabelLeaf | 'segment', key: string, path: string): void {
    const known = this.context.labels[leaf] ?? [];
    if (known.includes(key)) return;
    if (!known.length) throw new ConditionError(path, 'NO_LABELS', { value: shown(key) });
    throw new ConditionError(path, 'UNKNOWN_LABEL', { value: shown(key), allowed: known.join(', ') });
  }

  /** Labels are carried by people; a membership has those of its member. */
  private assertMember(leaf: string, path: string): void {
    if (this.context.subject !== 'group') return;
    const allowed = '{all}, {any}, {not}, {left, op, right}, {hours, share, window}, {filter}';
    throw new ConditionError(path, 'WRONG_SUBJECT', { value: shown(leaf), subject: 'group', allowed });
  }

  private comparison(node: Record<string, unknown>, path: string): CompareCondition {
    only(node, { required: ['left', 'op', 'right'] }, path);
    const op = node.op as Comparison;
    if (!COMPARISONS.includes(op))
      throw new ConditionError(`${path}.op`, 'UNKNOWN_COMPARISON', {
        value: shown(node.op),
        allowed: COMPARISONS.join(' '),
      });
    const left = parseValue(node.left, this.context, `${path}.left`);
    let condition: CompareCondition;
    if (op === 'between') {
      const { right } = node;
      if (!Array.isArray(right) || right.length !== 2)
        throw new ConditionError(`${path}.right`, 'NOT_A_PAIR', { value: shown(right) });
      const [low, high] = right.map((bound, i) => parseValue(bound, this.context, `${path}.right[${i}]`));
      if (typeof low === 'number' && typeof high === 'number' && low > high)
        throw new ConditionError(`${path}.right`, 'WRONG_ORDER', { low, high });
      condition = { left, op, right: [low, high] };
    } else condition = { left, op, right: parseValue(node.right, this.context, `${path}.right`) };
    assertPossible(condition, path);
    return condition;
  }

  private hours(node: Record<string, unknown>, path: string): HoursCondition {
    only(node, { required: ['hours', 'share', 'window'] }, path);
    const { hours, window } = node;
    for (const [key, part] of Object.entries({ hours, window }))
      if (!isObject(part))
        throw new ConditionError(`${path}.${key}`, 'NOT_A_VALUE', { value: shown(part), allowed: SHAPES[key] });
    const given = hours as Record<string, unknown>;
    only(given, { required: ['from', 'to'], optional: ['weekdays'] }, `${path}.hours`);
    only(window as Record<string, unknown>, { required: ['days'] }, `${path}.window`);
    const from = wholeAt(given.from, 0, 23, `${path}.hours.from`);
    const to = wholeAt(given.to, 1, 24, `${path}.hours.to`);
    if (from === to) throw new ConditionError(`${path}.hours`, 'NO_HOURS', { from, to });
    const parsed: HoursCondition['hours'] = { from, to };
    if (given.weekdays !== undefined) {
      const at = `${path}.hours.weekdays`;
      parsed.weekdays = listAt(given.weekdays, at).map((day, i) => wholeAt(day, 1, 7, `${at}[${i}]`));
      const twice = parsed.weekdays.findIndex((day, i, days) => days.indexOf(day) < i);
      if (twice >= 0) throw new ConditionError(`${at}[${twice}]`, 'TWICE', { value: parsed.weekdays[twice] });
    }
    const share = numberAt(node.share, 0, 1, `${path}.share`);
    if (share === 0) throw new ConditionError(`${path}.share`, 'OUT_OF_RANGE', { value: 0, least: 0.01, most: 1 });
    const days = wholeAt((window as Record<string, unknown>).days, 1, WINDOW_DAYS, `${path}.window.days`);
    return { hours: parsed, share, window: { days } };
  }
}

const SHAPES: Record<string, string> = { hours: '{from, to, weekdays}', window: '{days}' };
