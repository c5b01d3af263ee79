import type { Context, Next } from '@nocobase/actions';
import type { Filter, Model } from '@nocobase/database';
import { ruleTitle } from '../../../common/shippedTitles';
import { readRules, stagesNamed } from '../../lifecycle';
import type { Store } from '../../store';
import { readerOf, refuse } from '../requests';

type Values = Record<string, unknown>;

const RESOURCE = 'communityStages';
const KEY = /^[a-z][a-z0-9_]{0,63}$/;
const OTHER_WRITES = ['updateOrCreate', 'firstOrCreate', 'add', 'set', 'remove'];

/** In front of the host's own actions on stages: keys stay, and a stage that is in use stays as well. */
export function stageGuard(store: Store, onChange: () => Promise<void>) {
  return async (context: unknown, next: Next): Promise<void> => {
    const ctx = context as Context;
    const { resourceName, actionName, params } = ctx.action as {
      resourceName: string;
      actionName: string;
      params: Values;
    };
    if (resourceName !== RESOURCE) return next();
    if (OTHER_WRITES.includes(actionName)) refuse(ctx, 400, 'ACTION_NOT_ALLOWED', 'Stages cannot be used in this way.');
    if (actionName === 'create') await checkKey(ctx, store, (params.values as Values | undefined)?.key);
    if (actionName === 'update') await checkUnchanged(ctx, store, params);
    if (actionName === 'destroy') await refuseUsed(ctx, store, params);
    await next();
    // the order of the stages decides where a member falls back to
    if (['create', 'update', 'destroy', 'move'].includes(actionName)) await onChange();
  };
}

async function checkKey(ctx: Context, store: Store, key: unknown): Promise<void> {
  if (typeof key !== 'string' || !KEY.test(key))
    refuse(
      ctx,
      400,
      'STAGE_KEY',
      'key: {{value}} is not allowed. Allowed: 1 to 64 letters a–z, digits and underscores, the first a letter.',
      { value: String(key ?? '').slice(0, 60) },
    );
  if (await store.db.getRepository(RESOURCE).findOne({ filter: { key } }))
    refuse(ctx, 400, 'STAGE_EXISTS', 'There is a stage "{{key}}" already.', { key });
}

async function checkUnchanged(ctx: Context, store: Store, { filterByTk, filter, values }: Values): Promise<void> {
  const key = (values as Values | undefined)?.key;
  if (key === undefined) return;
  const rows = await found(store, { filterByTk, filter });
  if (rows.some((row) => row.get('key') !== key))
    refuse(ctx, 400, 'STAGE_KEY_FIXED', 'The key of a stage cannot be changed: rules and members refer to it.');
}

async function refuseUsed(ctx: Context, store: Store, params: Values): Promise<void> {
  const rules = await readRules(store);
  for (const row of await found(store, params)) {
    const key = String(row.get('key'));
    const using = rules.find((rule) => stagesNamed(rule).has(key));
    if (using)
      refuse(ctx, 400, 'STAGE_IN_USE', 'The stage "{{key}}" is used by the rule "{{rule}}" and cannot be removed.', {
        key,
        rule: ruleTitle(readerOf(ctx), using.key, using.title),
      });
    if (await store.db.getRepository('communityMembers').findOne({ filter: { stage: key }, fields: ['id'] }))
      refuse(ctx, 400, 'STAGE_HAS_MEMBERS', 'Members are in the stage "{{key}}"; it cannot be removed.', { key });
  }
}

async function found(store: Store, { filterByTk, filter }: Values): Promise<Model[]> {
  return store.db
    .getRepository(RESOURCE)
    .find({ filterByTk: filterByTk as number, filter: (filter ?? {}) as Filter }) as Promise<Model[]>;
}
