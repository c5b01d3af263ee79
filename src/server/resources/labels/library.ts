import type { Context, Next } from '@nocobase/actions';
import type { Model } from '@nocobase/database';
import type { Condition } from '../../../common/conditions';
import { labelRuleTitle, tierTitle, treatmentFor } from '../../../common/labelTitles';
import { TIER_COLOURS, type RfmTier } from '../../../common/rfm';
import { LIBRARY_KINDS, type LibraryEntry, type LibraryKind } from '../../../common/ruleLibrary';
import { labelHistory, labelSizes, viewScope, type ViewScope } from '../../analytics';
import { readKinds, type Settings } from '../../configuration';
import { readConditionContext } from '../../conditions';
import { readRfmSettings, tierConditions } from '../../personas';
import { jsonValue, type Store } from '../../store';
import { segmentsAsked } from '../analytics/segmentsAsked';
import { inputOf, oneOf, readerOf, refuse, wholeNumber } from '../requests';
import { readableLabels } from './readable';
import { listable, segmentAt } from './segmentAccess';
import { errorTold, ownersOf } from './told';

export interface LibraryOptions {
  store: Store;
  settings: Settings;
  now: () => number;
}

const DAYS = { least: 1, most: 366 };

/** `communityRuleLibrary`: every rule that labels members, and how many carry each label, within the caller's scope. */
export function ruleLibraryActions({ store, settings, now }: LibraryOptions) {
  return {
    /** See `LibraryEntry`; sizes are those within `segment` (keys or ids) where it is given. */
    async list(ctx: Context, next: Next) {
      const within = await segmentsAsked(ctx, store, inputOf(ctx));
      const scope = await viewScope(ctx, 'communityMembers');
      const entries = [
        ...(await segmentEntries(ctx, store)),
        ...(await ruleEntries(ctx, store)),
        ...(await tierEntries(ctx, store, settings)),
      ];
      const owners = await ownersOf(
        store,
        entries.map(({ ownerId }) => ownerId),
      );
      const sizes = await sizesFor(ctx, store, scope, within);
      ctx.body = entries.map(({ ownerId, ...entry }): LibraryEntry => {
        const of = sizes[entry.kind];
        const size = of ? (of.get(entry.kind === 'segment' ? String(entry.id) : entry.to) ?? 0) : null;
        return { ...entry, owner: owners.get(ownerId ?? 0) ?? null, size };
      });
      await next();
    },

    /** See `SegmentHistory`; `key` is the label's. */
    async history(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const scope = await viewScope(ctx, 'communityMembers');
      const kind = oneOf(ctx, input, 'kind', LIBRARY_KINDS, 'segment');
      if (!(await readableLabels(ctx, scope))[kind]) ctx.throw(403, 'No permissions');
      if (typeof input.key !== 'string' || !input.key)
        refuse(ctx, 400, 'MISSING_PARAMETER', '{{name}} is missing. Allowed: the key of a label.', { name: 'key' });
      const label = kind === 'segment' ? (await segmentAt(ctx, store, input, 'key')).id : String(input.key);
      const days = wholeNumber(ctx, input, 'days', DAYS, 30);
      ctx.body = await labelHistory({ store, zone: await settings.zone(), asOf: now(), kind, label, days, scope });
      await next();
    },
  };
}

type Unsized = Omit<LibraryEntry, 'size' | 'owner'> & { ownerId: number | null };

async function sizesFor(
  ctx: Context,
  store: Store,
  scope: ViewScope,
  within: readonly number[] | null,
): Promise<Record<LibraryKind, Map<string, number> | null>> {
  const readable = await readableLabels(ctx, scope);
  const of = async (kind: LibraryKind) => (readable[kind] ? labelSizes(store, kind, scope, within) : null);
  return { segment: await of('segment'), persona: await of('persona'), tag: await of('tag'), tier: await of('tier') };
}

async function segmentEntries(ctx: Context, store: Store): Promise<Unsized[]> {
  const known = await readConditionContext(store);
  const segments = await listable(ctx, store).catch((error: unknown) => {
    if ((error as { status?: number }).status === 403) return [];
    throw error;
  });
  return segments.map((segment) => ({
    ...{ kind: 'segment', id: segment.id, key: segment.key, title: segment.title, to: segment.key },
    ...{ color: segment.color, condition: segment.condition, treatment: null, ownerId: segment.ownerId },
    ...{ version: segment.version, enabled: true, priority: null },
    ...{ refreshedAt: segment.refreshedAt, costMs: segment.costMs },
    error: errorTold(ctx, segment.error, segment.condition, known),
  }));
}

async function ruleEntries(ctx: Context, store: Store): Promise<Unsized[]> {
  const known = await readConditionContext(store);
  const reader = readerOf(ctx);
  const rows: Model[] = await store.db
    .getRepository('communityRules')
    .find({ filter: { kind: { $in: ['persona', 'tag'] } }, sort: ['kind', '-priority', 'id'] });
  return rows.map((row) => {
    const condition = (jsonValue(row.get('enter') ?? null) as Condition | null) ?? null;
    const at = row.get('refreshedAt') as Date | string | null;
    const key = String(row.get('key'));
    const to = String(row.get('to'));
    const numberOf = (name: string) => (row.get(name) == null ? null : Number(row.get(name)));
    return {
      ...{ kind: row.get('kind') as 'persona' | 'tag', id: Number(row.get('id')), key, to, condition },
      title: labelRuleTitle(reader, key, String(row.get('title') || key)),
      color: (row.get('color') as string | null) ?? null,
      treatment: treatmentFor(reader, to, (row.get('treatment') as string | null) ?? null),
      ownerId: numberOf('ownerId'),
      version: Number(row.get('version') ?? 1),
      enabled: Boolean(row.get('enabled')),
      priority: numberOf('priority'),
      refreshedAt: at ? new Date(at).getTime() : null,
      costMs: numberOf('costMs'),
      error: errorTold(ctx, (row.get('error') as string | null) ?? null, condition, known),
    };
  });
}

async function tierEntries(ctx: Context, store: Store, settings: Settings): Promise<Unsized[]> {
  const reader = readerOf(ctx);
  const { utterances } = await readKinds(store);
  return tierConditions(await readRfmSettings(settings), utterances).map(({ to, condition }, i) => ({
    ...{ kind: 'tier', id: null, key: to, to, condition, treatment: null, ownerId: null },
    title: tierTitle(reader, to, to),
    color: TIER_COLOURS[to as RfmTier],
    ...{ version: 1, enabled: true, priority: -i, refreshedAt: null, costMs: null, error: null },
  }));
}
