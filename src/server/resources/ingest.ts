import type { Context, Next } from '@nocobase/actions';
import { PACKAGE_NAME } from '../../common/names';
import { ITEM_MESSAGES } from '../../common/itemMessages';
import { PLAIN_VALUES } from '../../common/plainValues';
import { readKinds, type Settings } from '../configuration';
import { ItemError, MOST_ITEMS, push, reading, type PushResult, type SettlingSink } from '../intake/foreign';
import { fingerprinter } from '../intake/text';
import { mayPush, pushingRoles, setPushing } from '../permissions/pushing';
import type { Store } from '../store';
import { inputOf, refuse } from './requests';

export interface IngestOptions {
  store: Store;
  settings: Settings;
  sink: SettlingSink;
  now: () => number;
  /** Called after a call that wrote something. */
  onWritten: () => void;
}

/** Name of a system that does not give its own. */
const DEFAULT_CLIENT = 'api';
const FIELDS = ['source', 'items'];

/** `communityIngest`: activities from any other system, and which roles may send them. */
export function ingestActions({ store, settings, sink, now, onWritten }: IngestOptions) {
  return {
    async push(ctx: Context, next: Next) {
      const body = (ctx.action.params as { values?: unknown }).values;
      const input = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
      const client = clientOf(ctx, input);
      const { items } = input;
      if (!Array.isArray(items) || items.length > MOST_ITEMS)
        return refuse(ctx, 400, 'BAD_ITEMS', 'items: allowed is a list of at most {{most}} items.', {
          most: MOST_ITEMS,
        });
      const kinds = await readKinds(store);
      const context = {
        client,
        kinds: new Set(kinds.rows.map(({ key }) => key)),
        utterances: new Set(kinds.utterances),
        now: now(),
        fingerprint: fingerprinter(await settings.salt()),
      };
      const results = await push(items, context, sink);
      const counts = { added: 0, changed: 0, unchanged: 0, refused: 0 };
      for (const { result } of results) counts[result] += 1;
      if (counts.added || counts.changed) onWritten();
      ctx.body = { ...counts, results: results.map((result) => told(ctx, result)) };
      await next();
    },

    async roles(ctx: Context, next: Next) {
      ctx.body = await pushingRoles(ctx.app);
      await next();
    },

    async setRole(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const role = (await pushingRoles(ctx.app)).find(({ name }) => name === input.role);
      if (!role || typeof input.allowed !== 'boolean')
        return refuse(ctx, 400, 'INVALID_PARAMETER', 'Name a role that exists, and "allowed" as true or false.');
      await setPushing(ctx.db, role.name, input.allowed);
      ctx.body = { ...role, allowed: mayPush(ctx.app, role.name) };
      await next();
    },
  };
}

function clientOf(ctx: Context, input: Record<string, unknown>): string {
  try {
    reading.onlyKnown(input, FIELDS);
    return reading.slug(input.source, 'source') ?? DEFAULT_CLIENT;
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    return refuse(ctx, 400, error.code, ITEM_MESSAGES[error.code], error.values);
  }
}

function told(ctx: Context, { error, ...result }: PushResult) {
  if (error) {
    const values = { ns: PACKAGE_NAME, ...error.values, ...PLAIN_VALUES };
    return { ...result, field: error.field, message: ctx.t(ITEM_MESSAGES[error.code], values) };
  }
  if (result.code !== 'OLDER') return result;
  return { ...result, message: ctx.t('A later description of this is stored already.', { ns: PACKAGE_NAME }) };
}
