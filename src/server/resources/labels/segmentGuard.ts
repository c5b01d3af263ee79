import type { Context, Next } from '@nocobase/actions';
import type { Filter, Model } from '@nocobase/database';
import { CronTime } from 'cron';
import { SEGMENT_MODES, SEGMENT_REFRESHES } from '../../../common/segments';
import { readLabelRulesNaming } from '../../labelling';
import { readSegments, segmentsNamed, storedSegment, type StoredSegment } from '../../segments';
import type { Store } from '../../store';
import { refuse } from '../requests';
import { checkedCondition } from './segments';

type Values = Record<string, unknown>;

const RESOURCE = 'communitySegments';
const KEY = /^[a-z][a-z0-9_-]{0,63}$/;
const OTHER_WRITES = ['updateOrCreate', 'firstOrCreate', 'move', 'add', 'set', 'remove'];

export interface SegmentGuardOptions {
  store: Store;
  /** A segment that was made or whose condition was changed: finds its members. */
  onDefined: (key: string) => Promise<void>;
}

/** In front of the host's own actions on segments: what a segment may say, and that one which others ask for stays. */
export function segmentGuard({ store, onDefined }: SegmentGuardOptions) {
  return async (context: unknown, next: Next): Promise<void> => {
    const ctx = context as Context;
    const { resourceName, actionName, params } = ctx.action as {
      resourceName: string;
      actionName: string;
      params: Values;
    };
    if (resourceName !== RESOURCE) return next();
    if (OTHER_WRITES.includes(actionName))
      refuse(ctx, 400, 'ACTION_NOT_ALLOWED', 'Segments cannot be used in this way.');
    let defined: string | null = null;
    if (actionName === 'create') {
      params.values = await checkNew(ctx, store, (params.values ?? {}) as Values);
      defined = String((params.values as Values).key);
    }
    if (actionName === 'update') defined = await checkChange(ctx, store, params);
    if (actionName === 'destroy') await refuseUsed(ctx, store, params);
    await next();
    if (defined !== null) await onDefined(defined);
  };
}

async function checkNew(ctx: Context, store: Store, values: Values): Promise<Values> {
  const title = titleAt(ctx, values.title);
  const segments = await readSegments(store);
  const key =
    values.key === undefined || values.key === null || values.key === '' ? keyOf(title, segments) : values.key;
  if (typeof key !== 'string' || !KEY.test(key))
    wrong(ctx, 'key', key, '1 to 64 letters a–z, digits, - and _, the first a letter');
  if (segments.some((one) => one.key === key))
    refuse(ctx, 400, 'SEGMENT_EXISTS', 'There is a segment "{{key}}" already.', { key });
  return { ...values, key, title, ...(await definition(ctx, store, { ...values, key }, segments)) };
}

async function checkChange(ctx: Context, store: Store, params: Values): Promise<string | null> {
  const values = (params.values ?? {}) as Values;
  if (typeof params.filterByTk !== 'number' && typeof params.filterByTk !== 'string')
    return refuse(ctx, 400, 'ACTION_NOT_ALLOWED', 'Segments are changed one at a time.');
  const row: Model | null = await store.db.getRepository(RESOURCE).findOne({ filterByTk: params.filterByTk });
  // the host itself answers for a row that is not there
  if (!row) return null;
  const before = storedSegment(row);
  if (values.key !== undefined && values.key !== before.key)
    refuse(ctx, 400, 'SEGMENT_KEY_FIXED', 'The key of a segment cannot be changed: conditions refer to it.');
  if (values.title !== undefined) values.title = titleAt(ctx, values.title);
  const defining = ['mode', 'condition', 'refresh', 'schedule'].some((name) => values[name] !== undefined);
  if (!defining) return null;
  const { mode, condition, refresh, schedule, key } = before;
  const wanted = { mode, condition, refresh, schedule, ...values, key };
  params.values = { ...values, ...(await definition(ctx, store, wanted, await readSegments(store))) };
  return values.mode !== undefined || values.condition !== undefined ? key : null;
}

/** What decides who is in a segment and when that is looked at. */
async function definition(ctx: Context, store: Store, values: Values, segments: readonly StoredSegment[]) {
  const mode = values.mode ?? 'dynamic';
  if (!SEGMENT_MODES.includes(mode as 'static')) wrong(ctx, 'mode', mode, SEGMENT_MODES.join(', '));
  if (mode === 'static') return { mode, condition: null, refresh: 'demand', schedule: null };
  const refresh = values.refresh ?? 'run';
  if (!SEGMENT_REFRESHES.includes(refresh as 'run')) wrong(ctx, 'refresh', refresh, SEGMENT_REFRESHES.join(', '));
  const condition = await checkedCondition(ctx, store, values.condition, String(values.key), segments);
  return { mode, refresh, condition, schedule: refresh === 'scheduled' ? scheduleAt(ctx, values.schedule) : null };
}

function scheduleAt(ctx: Context, input: unknown): string {
  const allowed = 'a cron expression of five fields, e.g. 0 * * * *';
  if (typeof input !== 'string' || input.trim().split(/\s+/).length !== 5)
    return wrong(ctx, 'schedule', input, allowed);
  try {
    new CronTime(input);
  } catch {
    wrong(ctx, 'schedule', input, allowed);
  }
  return input.trim();
}

function titleAt(ctx: Context, input: unknown): string {
  const title = typeof input === 'string' ? input.trim() : '';
  if (!title || title.length > 200) wrong(ctx, 'title', input, 'a text of 1 to 200 characters');
  return title;
}

/** A key from the title's Latin letters; of titles without any, a counted one. */
function keyOf(title: string, segments: readonly StoredSegment[]): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 56);
  const base = plain || 'segment';
  const taken = (key: string) => segments.some((one) => one.key === key);
  if (plain && !taken(base)) return base;
  for (let i = plain ? 2 : 1; ; i += 1) if (!taken(`${base}_${i}`)) return `${base}_${i}`;
}

async function refuseUsed(ctx: Context, store: Store, { filterByTk, filter }: Values): Promise<void> {
  const rows: Model[] = await store.db
    .getRepository(RESOURCE)
    .find({ filterByTk: filterByTk as number, filter: (filter ?? {}) as Filter });
  const gone = rows.map(storedSegment);
  const rest = (await readSegments(store)).filter(({ id }) => !gone.some((one) => one.id === id));
  for (const { key, title } of gone) {
    const used =
      rest.find(({ condition }) => segmentsNamed(condition).has(key))?.title ??
      (await readLabelRulesNaming(store, (condition) => segmentsNamed(condition).has(key)));
    if (used)
      refuse(ctx, 400, 'SEGMENT_IN_USE', 'The segment "{{title}}" is used by "{{rule}}" and cannot be removed.', {
        ...{ key, title },
        rule: used,
      });
  }
}

function wrong(ctx: Context, name: string, value: unknown, allowed: string): never {
  return refuse(ctx, 400, 'INVALID_SEGMENT', '{{name}}: {{value}} is not allowed. Allowed: {{allowed}}.', {
    ...{ name, path: name, allowed },
    value: String(value ?? '').slice(0, 60),
  });
}
