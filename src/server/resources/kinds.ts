import type { Context, Next } from '@nocobase/actions';
import type { Filter } from '@nocobase/database';
import { DEFAULT_KINDS } from '@community-crm/community-model';
import type { Store } from '../store';
import { refuse } from './requests';

type Values = Record<string, unknown>;

const RESOURCE = 'communityKinds';
const KEY = /^[a-z][a-z0-9_]{0,63}$/;
const MOST = 1_000_000;

/** In front of the host's own actions on kinds: what a kind's numbers and key may be, and that keys never change. */
export function kindGuard(store: Store) {
  return async (context: unknown, next: Next): Promise<void> => {
    const ctx = context as Context;
    const { resourceName, actionName, params } = ctx.action as {
      resourceName: string;
      actionName: string;
      params: Values;
    };
    if (resourceName === RESOURCE) await guard(ctx, store, actionName, params);
    await next();
  };
}

async function guard(ctx: Context, store: Store, action: string, params: Values): Promise<void> {
  if (['updateOrCreate', 'firstOrCreate'].includes(action))
    refuse(ctx, 400, 'ACTION_NOT_ALLOWED', 'Kinds cannot be used in this way.');
  if (action === 'destroy') await refuseUsed(ctx, store, params);
  if (action !== 'create' && action !== 'update') return;
  const values = (params.values ?? {}) as Values;
  if (action === 'create') await checkKey(ctx, store, values.key);
  else await checkUnchanged(ctx, store, params, values.key);
  if (action === 'create' || 'title' in values) {
    const title = typeof values.title === 'string' ? values.title.trim() : '';
    if (!title || title.length > 100) refuse(ctx, 400, 'KIND_TITLE', 'Enter a title of at most 100 characters.');
  }
  if ('weight' in values) values.weight = number(ctx, 'weight', values.weight);
  if ('dailyCap' in values)
    values.dailyCap =
      values.dailyCap === null || values.dailyCap === '' ? null : number(ctx, 'dailyCap', values.dailyCap);
}

async function checkKey(ctx: Context, store: Store, key: unknown): Promise<void> {
  if (typeof key !== 'string' || !KEY.test(key))
    refuse(
      ctx,
      400,
      'KIND_KEY',
      'key: {{value}} is not allowed. Allowed: 1 to 64 letters a–z, digits and underscores, the first a letter.',
      { value: String(key ?? '').slice(0, 60) },
    );
  if (await store.db.getRepository(RESOURCE).findOne({ filter: { key } }))
    refuse(ctx, 400, 'KIND_EXISTS', 'There is a kind "{{key}}" already.', { key });
}

async function checkUnchanged(ctx: Context, store: Store, { filterByTk, values }: Values, key: unknown): Promise<void> {
  if (key === undefined) return;
  const row = await store.db.getRepository(RESOURCE).findOne({ filterByTk: filterByTk as number });
  if (row && row.get('key') !== key)
    refuse(ctx, 400, 'KIND_KEY_FIXED', 'The key of a kind cannot be changed: activities are stored under it.');
  delete (values as Values).key;
}

function number(ctx: Context, name: string, value: unknown): number {
  const parsed = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isFinite(parsed) && parsed >= 0 && parsed <= MOST) return parsed;
  return refuse(ctx, 400, 'KIND_NUMBER', '{{name}}: {{value}} is not allowed. Allowed: a number from 0 to {{most}}.', {
    name,
    value: String(value).slice(0, 60),
    most: MOST,
  });
}

/** Shipped kinds are needed by the product, and activities of a kind that is gone would count nowhere. */
async function refuseUsed(ctx: Context, store: Store, params: Values): Promise<void> {
  const rows = await store.db
    .getRepository(RESOURCE)
    .find({ filterByTk: params.filterByTk as number, filter: (params.filter ?? {}) as Filter });
  for (const row of rows as Array<{ get(name: string): unknown }>) {
    const key = String(row.get('key'));
    const shipped = DEFAULT_KINDS.some((kind) => kind.key === key);
    const used = shipped || (await store.db.getRepository('communityActivities').findOne({ filter: { kind: key } }));
    if (used)
      refuse(
        ctx,
        400,
        'KIND_IN_USE',
        'The kind "{{key}}" is in use and cannot be removed. Set its points to 0 instead.',
        { key },
      );
  }
}
