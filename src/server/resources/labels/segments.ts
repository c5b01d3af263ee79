import type { Context, Next } from '@nocobase/actions';
import {
  SMALLEST_SEGMENT,
  type SegmentInfo,
  type SegmentListChange,
  type SegmentRefreshAnswer,
} from '../../../common/segments';
import {
  assertFilterable,
  bothFilters,
  idsInScope,
  labelHistory,
  labelSizes,
  segmentComparison,
  seesAllGroups,
  segmentPreview,
  viewScope,
} from '../../analytics';
import { readKinds, type Settings } from '../../configuration';
import { parseCondition, readConditionContext } from '../../conditions';
import type { RunLedger } from '../../runs';
import { changeList, cycleThrough, readSegments, segmentsNamed, type StoredSegment } from '../../segments';
import type { Bind, Store, WriteGate } from '../../store';
import { refuseRule } from '../lifecycle/checked';
import { filterOf, idList, inputOf, notAllowed, refuse, wholeNumber } from '../requests';
import { assertAskable } from './conditionAccess';
import { errorTold, ownersOf } from './told';
import { assertSegmentUpdatable, listable, segmentAt } from './segmentAccess';

export interface SegmentRunsOptions {
  store: Store;
  gate: WriteGate;
  settings: Settings;
  ledger: RunLedger;
  wake: () => void;
  now: () => number;
  /** Members have entered or left by hand. */
  onMoved: () => void;
}

const SAMPLE = { least: 0, most: 50 };
const DAYS = { least: 1, most: 366 };
const MOST_COMPARED = 6;
/** Members of one request that are named by their ids. */
const MOST_MEMBERS = 50_000;
/** Where the settings keep how small a segment may be. */
const SMALLEST = 'smallestSegment';

/** `communitySegmentRuns`: what segments would be and are, within the caller's scope, and keeping them up to date. */
export function segmentRunsActions(options: SegmentRunsOptions) {
  const { store, settings, ledger, wake, now } = options;
  const smallest = async (): Promise<number> => Number((await settings.recall(SMALLEST)) ?? SMALLEST_SEGMENT.normally);

  return {
    /** See `SegmentPreview`. */
    async preview(ctx: Context, next: Next) {
      const began = performance.now();
      const input = inputOf(ctx);
      const scope = await viewScope(ctx, 'communityMembers');
      const key = typeof input.key === 'string' ? input.key : null;
      const segments = await readSegments(store);
      const condition = await checkedCondition(ctx, store, input.condition, key, segments);
      await assertAskable(ctx, store, scope, condition);
      const others = await listable(ctx, store).catch(forbidden);
      const answer = await segmentPreview({
        ...{ store, condition, scope, asOf: now() },
        zone: await settings.zone(),
        kinds: await readKinds(store),
        others: others.filter((one) => one.key !== key),
        sampleSize: wholeNumber(ctx, input, 'sampleSize', SAMPLE, 10),
        smallest: wholeNumber(ctx, input, 'smallest', SMALLEST_SEGMENT, await smallest()),
      });
      // numbers are counted over all groups
      const sample = (await seesAllGroups(ctx))
        ? answer.sample
        : answer.sample.map((one) => ({ ...one, evidence: [] }));
      ctx.body = { ...answer, sample, ms: Math.round(performance.now() - began) };
      await next();
    },

    /** See `SegmentInfo`. */
    async list(ctx: Context, next: Next) {
      const scope = await viewScope(ctx, 'communityMembers');
      const segments = await listable(ctx, store);
      const sizes = await labelSizes(store, 'segment', scope);
      const owners = await ownersOf(
        store,
        segments.map(({ ownerId }) => ownerId),
      );
      const known = await readConditionContext(store);
      ctx.body = segments.map((segment): SegmentInfo => {
        const { ownerId, evaluatedBy: _by, ...shown } = segment;
        return {
          ...shown,
          owner: owners.get(ownerId ?? 0) ?? null,
          size: sizes.get(String(segment.id)) ?? 0,
          error: errorTold(ctx, segment.error, segment.condition, known),
          usedBy: segments.filter(({ condition }) => segmentsNamed(condition).has(segment.key)).map(({ key }) => key),
        };
      });
      await next();
    },

    /** See `SegmentHistory`. */
    async history(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const scope = await viewScope(ctx, 'communityMembers');
      const { id } = await segmentAt(ctx, store, input);
      const days = wholeNumber(ctx, input, 'days', DAYS, 90);
      const zone = await settings.zone();
      ctx.body = await labelHistory({ store, zone, asOf: now(), kind: 'segment', label: id, days, scope });
      await next();
    },

    /** See `SegmentComparison`. */
    async compare(ctx: Context, next: Next) {
      const input = inputOf(ctx);
      const scope = await viewScope(ctx, 'communityMembers');
      const keys = [input.segments]
        .flat()
        .flatMap((item) => String(item ?? '').split(','))
        .filter(Boolean);
      if (keys.length < 1 || keys.length > MOST_COMPARED)
        notAllowed(ctx, 'segments', keys.join(', '), `1 to ${MOST_COMPARED} keys`);
      const found = await listable(ctx, store, keys);
      const missing = keys.find((key) => !found.some((one) => one.key === key));
      if (missing) refuse(ctx, 404, 'NO_SUCH_SEGMENT', 'There is no segment "{{key}}".', { key: missing.slice(0, 64) });
      const ordered = keys.flatMap((key) => found.filter((one) => one.key === key));
      ctx.body = await segmentComparison({ store, zone: await settings.zone(), asOf: now() }, ordered, scope);
      await next();
    },

    /** Queues a refresh; segments that it asks for are refreshed before it. */
    async refresh(ctx: Context, next: Next) {
      const segment = await segmentAt(ctx, store, inputOf(ctx));
      await assertSegmentUpdatable(ctx, store, segment);
      const params = { segments: [segment.key] };
      const id = (await ledger.waiting('segments', params)) ?? (await ledger.enqueue('segments', params));
      wake();
      ctx.body = { id } satisfies SegmentRefreshAnswer;
      await next();
    },

    add: listAction(options, true),
    remove: listAction(options, false),

    async settings(ctx: Context, next: Next) {
      ctx.body = { smallest: await smallest() };
      await next();
    },

    async saveSettings(ctx: Context, next: Next) {
      await settings.remember(SMALLEST, wholeNumber(ctx, inputOf(ctx), 'smallest', SMALLEST_SEGMENT, await smallest()));
      ctx.body = { smallest: await smallest() };
      await next();
    },
  };
}

/** Who may list no segments is told of none. */
function forbidden(error: unknown): StoredSegment[] {
  if ((error as { status?: number }).status === 403) return [];
  throw error;
}

/** A draft's condition; refused with the place where it is wrong, or with the way back to the segment itself. */
export async function checkedCondition(
  ctx: Context,
  store: Store,
  input: unknown,
  key: string | null,
  segments: readonly StoredSegment[],
) {
  const known = await readConditionContext(store);
  try {
    const condition = parseCondition(input, known);
    const circle = key === null ? null : cycleThrough(key, condition, segments);
    if (circle) refuseCycle(ctx, circle);
    return condition;
  } catch (error) {
    return refuseRule(ctx, error);
  }
}

export function refuseCycle(ctx: Context, circle: readonly string[]): never {
  return refuse(ctx, 400, 'SEGMENT_CYCLE', 'The segment would ask for itself: {{path}}.', { path: circle.join(' → ') });
}

/** Members put on a static list or taken off it, by their ids, by a filter, or as those who are in another segment now. */
function listAction({ store, gate, settings, now, onMoved }: SegmentRunsOptions, entered: boolean) {
  return async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const segment = await segmentAt(ctx, store, input);
    await assertSegmentUpdatable(ctx, store, segment);
    if (segment.mode !== 'static')
      refuse(
        ctx,
        400,
        'NOT_A_LIST',
        'Who is in "{{title}}" is decided by its condition. Only lists are changed by hand.',
        {
          title: segment.title,
        },
      );
    const ids = await membersNamed(ctx, store, input);
    const at = { store, gate, zone: await settings.zone(), kinds: await readKinds(store), asOf: now() };
    const changed = await changeList(at, segment.id, ids, entered);
    if (changed) onMoved();
    ctx.body = { named: ids.length, changed } satisfies SegmentListChange;
    await next();
  };
}

async function membersNamed(ctx: Context, store: Store, input: Record<string, unknown>): Promise<number[]> {
  const scope = await viewScope(ctx, 'communityMembers');
  const asked = idList(ctx, input, 'members', MOST_MEMBERS);
  const filter = filterOf(ctx, input);
  const from = input.from === undefined ? null : await segmentAt(ctx, store, input, 'from');
  const byFilter = Object.keys(filter).length > 0;
  if (!asked && !byFilter && !from)
    refuse(
      ctx,
      400,
      'MISSING_PARAMETER',
      '{{name}} is missing. Allowed: ids of members, a filter, or the key of a segment.',
      {
        name: 'members',
      },
    );
  await assertFilterable(ctx, store, 'communityMembers', filter);
  const bind: Bind = {};
  const named = { ...scope, filter: bothFilters(scope.filter, filter) };
  const conditions = [`m."id" <> 0`, idsInScope(store, 'communityMembers', named, 'm."id"', bind)];
  if (from) {
    conditions.push(
      'm."id" IN (SELECT k."memberId" FROM {communitySegmentMembers} AS k WHERE k."segmentId" = $fromSegment)',
    );
    bind.fromSegment = from.id;
  }
  const rows = await store.select<{ id: number | string }>(
    `SELECT m."id" FROM {communityMembers} AS m WHERE ${conditions.join(' AND ')} ORDER BY m."id"`,
    { bind },
  );
  const wanted = asked && new Set(asked);
  return rows.map(({ id }) => Number(id)).filter((id) => !wanted || wanted.has(id));
}
