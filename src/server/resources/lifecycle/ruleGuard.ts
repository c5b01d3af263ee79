import type { Context, Next } from '@nocobase/actions';
import type { Model } from '@nocobase/database';
import { readConditionContext } from '../../conditions';
import { parseRule, storedRule } from '../../lifecycle';
import type { Store } from '../../store';
import { checkedLabelRule } from '../labels/labelRuleGuard';
import { refuse } from '../requests';
import { checked } from './checked';

type Values = Record<string, unknown>;

const RESOURCE = 'communityRules';
const KINDS = ['stage', 'persona', 'tag', 'alert'];
const WRITES = ['create', 'update', 'destroy'];
const OTHER_WRITES = ['updateOrCreate', 'firstOrCreate', 'move', 'add', 'set', 'remove'];
const LABEL_FIELDS = ['key', 'title', 'to', 'enter', 'priority', 'enabled'];
const FIELDS = ['key', 'title', 'from', 'to', 'enter', 'keep', 'priority', 'minimumStayDays', 'enabled'];

/** In front of the host's own actions on rules: what a rule may say. A change has everybody looked at again. */
export function ruleGuard(store: Store, onChange: () => Promise<void>) {
  return async (context: unknown, next: Next): Promise<void> => {
    const ctx = context as Context;
    const { resourceName, actionName, params } = ctx.action as {
      resourceName: string;
      actionName: string;
      params: Values;
    };
    if (resourceName !== RESOURCE) return next();
    if (OTHER_WRITES.includes(actionName)) refuse(ctx, 400, 'ACTION_NOT_ALLOWED', 'Rules cannot be used in this way.');
    if (actionName === 'create') params.values = await checkNew(ctx, store, (params.values ?? {}) as Values);
    if (actionName === 'update') params.values = await checkChange(ctx, store, params);
    await next();
    if (WRITES.includes(actionName)) await onChange();
  };
}

async function checkNew(ctx: Context, store: Store, { version: _version, ...values }: Values): Promise<Values> {
  if (!KINDS.includes(String(values.kind))) wrong(ctx, 'kind', values.kind, KINDS.join(', '));
  if (values.kind === 'alert') return values;
  const rule: Values & { key?: unknown } =
    values.kind === 'stage' ? { ...(await parsed(ctx, store, values)) } : await checkedLabelRule(ctx, store, values);
  if (await store.db.getRepository(RESOURCE).findOne({ filter: { key: String(rule.key) } }))
    refuse(ctx, 400, 'RULE_EXISTS', 'There is a rule "{{key}}" already.', { key: rule.key });
  return { ...values, subject: 'member', ...rule };
}

async function checkChange(ctx: Context, store: Store, { filterByTk, values }: Values): Promise<Values> {
  const { version: _version, ...given } = (values ?? {}) as Values;
  if (typeof filterByTk !== 'number' && typeof filterByTk !== 'string')
    return refuse(ctx, 400, 'ACTION_NOT_ALLOWED', 'Rules are changed one at a time.');
  const row: Model | null = await store.db.getRepository(RESOURCE).findOne({ filterByTk });
  // the host itself answers for a row that is not there
  if (!row) return given;
  if (given.key !== undefined && given.key !== row.get('key'))
    refuse(ctx, 400, 'RULE_KEY_FIXED', 'The key of a rule cannot be changed: stage changes refer to it.');
  if (given.kind !== undefined && given.kind !== row.get('kind'))
    wrong(ctx, 'kind', given.kind, String(row.get('kind')));
  const kind = String(row.get('kind'));
  if (kind === 'tag' || kind === 'persona') {
    const before = Object.fromEntries(LABEL_FIELDS.map((name) => [name, row.get(name)]));
    return { ...given, ...(await checkedLabelRule(ctx, store, { ...before, ...given, kind })) };
  }
  if (kind !== 'stage') return given;
  return { ...given, ...(await parsed(ctx, store, { ...storedRule(row), ...given })) };
}

async function parsed(ctx: Context, store: Store, values: Values) {
  const known = await readConditionContext(store);
  const rule = Object.fromEntries(FIELDS.filter((name) => name in values).map((name) => [name, values[name]]));
  return checked(ctx, () => parseRule({ priority: 0, ...rule }, known));
}

function wrong(ctx: Context, name: string, value: unknown, allowed: string): never {
  return refuse(ctx, 400, 'INVALID_RULE', '{{name}}: {{value}} is not allowed. Allowed: {{allowed}}.', {
    name,
    path: name,
    value: String(value).slice(0, 60),
    allowed,
  });
}
