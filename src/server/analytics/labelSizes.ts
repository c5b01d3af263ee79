import { dayLabel, type CommunityZone } from '@community-crm/community-model';
import type { LibraryKind } from '../../common/ruleLibrary';
import type { SegmentHistory } from '../../common/segments';
import type { Bind, Store } from '../store';
import { idsInScope, isUnrestricted, type ViewScope } from './scope';

const MEMBERS = 'communityMembers';
/** No zone's days begin at anything finer. */
const QUARTER = 900_000;

/** Carriers of every label of one kind among members in scope, by the segment's id or by the label's key. */
export async function labelSizes(store: Store, kind: LibraryKind, scope: ViewScope): Promise<Map<string, number>> {
  const bind: Bind = {};
  const rows = await store.select<{ label: string | number; n: number | string }>(
    sizesOf(store, kind, idsInScope(store, MEMBERS, scope, 'k."memberId"', bind)),
    { bind },
  );
  return new Map(rows.map(({ label, n }) => [String(label), Number(n)]));
}

function sizesOf(store: Store, kind: LibraryKind, admitted: string): string {
  if (kind === 'segment')
    return `SELECT k."segmentId" AS "label", COUNT(*) AS "n" FROM {communitySegmentMembers} AS k WHERE ${admitted} GROUP BY k."segmentId"`;
  if (kind === 'tag')
    return `SELECT t."key" AS "label", COUNT(*) AS "n" FROM {communityMemberTags} AS k JOIN {communityTags} AS t ON t."id" = k."tagId" WHERE ${admitted} GROUP BY t."key"`;
  const column = kind === 'persona' ? 'persona' : 'rfmTier';
  return `SELECT k."label", COUNT(*) AS "n" FROM (SELECT m."id" AS "memberId", m."${column}" AS "label" FROM {communityMembers} AS m
      WHERE m."${column}" IS NOT NULL AND m."isBot" = ${store.bool(false)} AND m."isTeam" = ${store.bool(false)}) AS k
    WHERE ${admitted} GROUP BY k."label"`;
}

export interface HistoryInput {
  store: Store;
  zone: CommunityZone;
  /** Milliseconds. */
  asOf: number;
  kind: LibraryKind;
  /** The segment's id, or the label's key. */
  label: number | string;
  days: number;
  scope: ViewScope;
}

/**
 * Sizes of a label at the ends of the last days, among members who are in scope now: the present size, with what was recorded
 * since taken back. Of tags, those given by hand count as they stand now: nobody records when they came.
 */
export async function labelHistory({
  store,
  zone,
  asOf,
  kind,
  label,
  days,
  scope,
}: HistoryInput): Promise<SegmentHistory> {
  const today = zone.dayNumber(asOf);
  const first = today - days + 1;
  const bind: Bind = { label, kind, since: store.instant(zone.dayStart(dayLabel(first))) };
  const admitted = idsInScope(store, MEMBERS, scope, 'c."memberId"', bind);
  const named =
    kind === 'segment'
      ? '{communitySegmentChanges} AS c WHERE c."segmentId" = $label'
      : '{communityLabelChanges} AS c WHERE c."kind" = $kind AND c."key" = $label';
  const slot = `FLOOR(${store.sql.epochMs('c."at"')} / ${QUARTER})`;
  // members who are gone were in nobody's scope: their changes would not be balanced by the present size
  const known = isUnrestricted(scope)
    ? ' AND EXISTS (SELECT 1 FROM {communityMembers} AS m WHERE m."id" = c."memberId")'
    : '';
  const rows = await store.select<Record<'slot' | 'entered' | 'left', number | string>>(
    `SELECT q."slot", SUM(q."entered") AS "entered", SUM(q."left") AS "left" FROM (
       SELECT ${slot} AS "slot", CASE WHEN c."entered" = ${store.bool(true)} THEN 1 ELSE 0 END AS "entered",
         CASE WHEN c."entered" = ${store.bool(true)} THEN 0 ELSE 1 END AS "left"
       FROM ${named} AND c."at" >= ${store.instantParam('$since')} AND ${admitted}${known}) AS q GROUP BY q."slot"`,
    { bind },
  );
  const history: SegmentHistory = {
    days: Array.from({ length: days }, (_, i) => dayLabel(first + i)),
    ...{ sizes: new Array<number>(days).fill(0), entered: new Array<number>(days).fill(0) },
    left: new Array<number>(days).fill(0),
  };
  for (const { slot: at, entered, left } of rows) {
    const i = Math.min(days - 1, zone.dayNumber(Number(at) * QUARTER) - first);
    if (i < 0) continue;
    history.entered[i] += Number(entered);
    history.left[i] += Number(left);
  }
  let size = (await labelSizes(store, kind, scope)).get(String(label)) ?? 0;
  for (let i = days - 1; i >= 0; i -= 1) {
    history.sizes[i] = Math.max(0, size);
    size -= history.entered[i] - history.left[i];
  }
  return history;
}
