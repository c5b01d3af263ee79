import type { Context } from '@nocobase/actions';
import type { Condition } from '../../../common/conditions';
import { parseCondition, readConditionContext } from '../../conditions';
import type { Store } from '../../store';
import { refuseRule } from '../lifecycle/checked';
import { refuse } from '../requests';

type Values = Record<string, unknown>;

const KEY = /^[a-z][a-z0-9_-]{0,63}$/;
const PRIORITY = 10_000;

/**
 * What a rule that gives a tag or a persona may say; the values to be written. A rule does not ask for labels of its own kind:
 * all rules of a kind are looked at together.
 *
 * @throws 400
 */
export async function checkedLabelRule(ctx: Context, store: Store, values: Values): Promise<Values> {
  const kind = values.kind as 'tag' | 'persona';
  const key = String(values.key ?? '');
  if (!KEY.test(key)) wrong(ctx, 'key', values.key, '1 to 64 letters a–z, digits, - and _, the first a letter');
  const title = typeof values.title === 'string' ? values.title.trim() : '';
  if (!title || title.length > 200) wrong(ctx, 'title', values.title, 'a text of 1 to 200 characters');
  const to = String(values.to ?? '');
  if (kind === 'persona' && !KEY.test(to))
    wrong(ctx, 'to', values.to, '1 to 64 letters a–z, digits, - and _, the first a letter');
  const known = await readConditionContext(store);
  if (kind === 'tag' && !known.labels.tag?.includes(to))
    wrong(ctx, 'to', values.to, known.labels.tag?.join(', ') ?? '');
  const priority = values.priority ?? 0;
  if (!Number.isInteger(priority) || Math.abs(Number(priority)) > PRIORITY)
    wrong(ctx, 'priority', priority, `a whole number from -${PRIORITY} to ${PRIORITY}`);
  let enter: Condition;
  try {
    enter = parseCondition(values.enter, known, 'enter');
  } catch (error) {
    return refuseRule(ctx, error);
  }
  if (asksFor(enter, kind))
    wrong(ctx, 'enter', kind, 'a condition that asks for no label of the kind that the rule gives');
  const enabled = values.enabled ?? true;
  if (typeof enabled !== 'boolean') wrong(ctx, 'enabled', enabled, 'true, false');
  return { kind, key, title, to, priority, enter, enabled, keep: null, from: null, subject: 'member' };
}

function asksFor(condition: Condition, leaf: 'tag' | 'persona'): boolean {
  if ('all' in condition) return condition.all.some((part) => asksFor(part, leaf));
  if ('any' in condition) return condition.any.some((part) => asksFor(part, leaf));
  if ('not' in condition) return asksFor(condition.not, leaf);
  return leaf in condition;
}

function wrong(ctx: Context, name: string, value: unknown, allowed: string): never {
  return refuse(ctx, 400, 'INVALID_RULE', '{{name}}: {{value}} is not allowed. Allowed: {{allowed}}.', {
    ...{ name, path: name, allowed },
    value: String(value ?? '').slice(0, 60),
  });
}
