import { dayLabel } from '@community-crm/community-model';
import { unindexed, type Bind } from '../store';
import type { DaysEdge, FrameOptions, KindsNamed } from '../metrics';
import type { Edge, RecordedLeaf } from './dependencies';

const MS_DAY = 86_400_000;

export interface EdgeMembers {
  /** SELECT with the column `id`; a member may come more than once. */
  select: string;
  bind: Bind;
}

/**
 * The members on the edges between two instants: everybody whose condition may have changed by time alone, and some more.
 * Reads through indexes only what lies on an edge. Facts must be up to date with `asOf`.
 *
 * @param frame the frame's options; `asOf` is the later instant, `subjects` as for a frame of members
 * @param previousAsOf milliseconds, at most `asOf`
 * @returns null when time alone can change nobody
 */
export function edgeMembers(frame: FrameOptions, edges: readonly Edge[], previousAsOf: number): EdgeMembers | null {
  if ((frame.subject ?? 'member') !== 'member') throw new Error('Edges are those of members.');
  const days = {
    from: frame.zone.dayNumber(previousAsOf),
    to: frame.zone.dayNumber(frame.asOf),
  };
  const bind: Bind = { ...frame.subjectBind };
  let counter = 0;
  const context: EdgeContext = {
    frame,
    previousAsOf,
    days,
    bound: (value) => {
      const name = `g${counter++}`;
      bind[name] = value;
      return `$${name}`;
    },
  };
  const selects = edges.flatMap((edge) => edgeSelects(edge, context));
  return selects.length ? { select: selects.join('\nUNION ALL '), bind } : null;
}

interface EdgeContext {
  frame: FrameOptions;
  previousAsOf: number;
  /** Community days of both instants. */
  days: { from: number; to: number };
  bound(value: string | number): string;
}

function edgeSelects(edge: Edge, context: EdgeContext): string[] {
  const { from, to } = context.days;
  if (edge.kind === 'everybody') return from < to ? [members(context, '1 = 1')] : [];
  if (edge.kind === 'days') {
    // within a day nothing grows older by a day
    if (from >= to) return [];
    const rows = factsOn(context, edge, from - edge.oldest + 1, to - edge.youngest);
    return [`SELECT f."memberId" AS "id" FROM ${rows}`];
  }
  if (edge.kind === 'label') return [relabelled(edge.leaf, edge.keys, context)];
  return crossing(edge, context);
}

/** Changes stamped with the earlier instant itself may have been made after what was evaluated then. */
function relabelled(leaf: RecordedLeaf, keys: readonly string[], { frame, previousAsOf, bound }: EdgeContext): string {
  const { store } = frame;
  const since = `c."at" >= ${store.instantParam(bound(store.instant(Math.max(0, previousAsOf))))}`;
  const named = keys.map(bound).join(', ');
  if (leaf === 'segment')
    return `SELECT c."memberId" AS "id" FROM {communitySegmentChanges} AS c JOIN {communitySegments} AS l ON l."id" = c."segmentId" WHERE l."key" IN (${named}) AND ${since}`;
  return `SELECT c."memberId" AS "id" FROM {communityLabelChanges} AS c WHERE c."kind" = ${bound(leaf)} AND c."key" IN (${named}) AND ${since}`;
}

/** Both ends belong to it: a comparison may flip exactly at the threshold or right after it. */
function crossing({ anchor, days }: Extract<Edge, { kind: 'crossing' }>, context: EdgeContext): string[] {
  const { frame, previousAsOf, bound } = context;
  const [earliest, latest] = [previousAsOf - days * MS_DAY, frame.asOf - days * MS_DAY];
  // numbers of days so large or so small that no instant corresponds to them
  if (!(latest >= 0 && earliest <= 8.64e15)) return [];
  const instant = (ms: number) => frame.store.instantParam(bound(frame.store.instant(Math.trunc(Math.max(0, ms)))));
  const between = (column: string) => `${column} >= ${instant(earliest)} AND ${column} <= ${instant(latest + 1)}`;
  if (anchor.of === 'stageSince') return [members(context, between('m."stageSince"'))];
  if (anchor.of === 'firstSeen') return [members(context, between('m."firstSeenAt"'))];
  const [firstDay, lastDay] = [frame.zone.dayNumber(Math.max(0, earliest)), frame.zone.dayNumber(latest)];
  if (anchor.of === 'leftAll') {
    const rows = factsOn(context, { kinds: ['leave'] }, firstDay, lastDay);
    return [`SELECT f."memberId" AS "id" FROM ${rows}`];
  }
  const kinds = anchor.kinds ?? ('signsOfLife' as const);
  const signs = factsOn(context, { kinds, rejoins: !anchor.kinds, groups: anchor.groups }, firstDay, lastDay);
  if (anchor.of === 'lastSign' && !anchor.kinds && !anchor.groups) {
    // the member's own row knows the last sign of life, unless that lies after asOf (a replay)
    const later = `m."lastActiveAt" > ${instant(frame.asOf)}`;
    // hardly anybody's does: found by it, and by nothing else
    const seen = between(unindexed('m."firstSeenAt"'));
    return [
      members(context, between('m."lastActiveAt"')),
      members(context, `m."lastActiveAt" IS NULL AND ${between('m."firstSeenAt"')}`),
      members(context, `${later} AND (${seen} OR ${unindexed('m."id"')} IN (SELECT f."memberId" FROM ${signs}))`),
    ];
  }
  return [`SELECT f."memberId" AS "id" FROM ${signs}`, members(context, between('m."firstSeenAt"'))];
}

function members({ frame }: EdgeContext, condition: string): string {
  return `SELECT m."id" FROM (${frame.subjects}) AS m WHERE ${condition}`;
}

/** Daily facts `f` of certain kinds and groups on the days from `first` to `last`. */
function factsOn(
  context: EdgeContext,
  { kinds, groups, rejoins }: Pick<DaysEdge, 'kinds' | 'groups' | 'rejoins'>,
  first: number,
  last: number,
): string {
  const { bound } = context;
  const named = kindsNamed(context, kinds);
  const all = rejoins && named ? [...new Set([...named, 'join'])] : named;
  const list = all ? all.map(bound).join(', ') || 'NULL' : 'SELECT k."key" FROM {communityKinds} AS k';
  const within = groups ? ` AND f."groupId" IN (${groups.map((group) => bound(Number(group))).join(', ')})` : '';
  return `{communityDailyFacts} AS f WHERE f."kind" IN (${list}) AND f."day" >= ${bound(dayLabel(first))} AND f."day" <= ${bound(dayLabel(last))}${within}`;
}

/** Null = all, where nobody said which there are. */
function kindsNamed({ frame }: EdgeContext, kinds: KindsNamed): readonly string[] | null {
  if (kinds === 'all') return frame.kinds.rows?.map(({ key }) => key) ?? null;
  return typeof kinds === 'string' ? frame.kinds[kinds] : kinds;
}
