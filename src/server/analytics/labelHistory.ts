import { dayLabel, type CommunityZone } from '@community-crm/community-model';
import type { LibraryKind } from '../../common/ruleLibrary';
import type { SegmentHistory } from '../../common/segments';
import type { Bind, Store } from '../store';
import { labelSizes } from './labelSizes';
import { idsInScope, isUnrestricted, type ViewScope } from './scope';

/** No zone's days begin at anything finer. */
const QUARTER = 900_000;

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
 * since taken back. Of tags, those given by hand count as they stand now: nobody records when they came. Before the label was
 * there, and nothing is on record of it, nobody knows.
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
  const admitted = idsInScope(store, 'communityMembers', scope, 'c."memberId"', bind);
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
    ...{ sizes: new Array<number | null>(days).fill(null), entered: new Array<number>(days).fill(0) },
    left: new Array<number>(days).fill(0),
  };
  for (const { slot: at, entered, left } of rows) {
    const i = Math.min(days - 1, zone.dayNumber(Number(at) * QUARTER) - first);
    if (i < 0) continue;
    history.entered[i] += Number(entered);
    history.left[i] += Number(left);
  }
  const since = await knownSince({ store, kind, admitted, bind });
  const firstKnown = since === null ? first : Math.min(today, zone.dayNumber(since));
  let size = (await labelSizes(store, kind, scope)).get(String(label)) ?? 0;
  for (let i = days - 1; i >= 0 && first + i >= firstKnown; i -= 1) {
    history.sizes[i] = Math.max(0, size);
    size -= history.entered[i] - history.left[i];
  }
  return history;
}

/** Where it stands when a label was made; tiers are as old as the installation. */
const MADE: Record<LibraryKind, string> = {
  segment: '{communitySegments} AS o WHERE o."id" = $label',
  tag: '{communityTags} AS o WHERE o."key" = $label',
  persona: `{communityRules} AS o WHERE o."kind" = 'persona' AND o."to" = $label`,
  tier: '{communityRules} AS o',
};

/**
 * Since when it is known who carries a label: since it was made, or since the first change on record where the past was told
 * to it. Milliseconds; null = nobody knows.
 */
async function knownSince({
  store,
  kind,
  admitted,
  bind,
}: Pick<HistoryInput, 'store' | 'kind'> & { admitted: string; bind: Bind }): Promise<number | null> {
  const earliest = async (column: string, from: string) => {
    const rows = await store.select<{ at: number | string | null }>(
      `SELECT ${store.sql.epochMs(column)} AS "at" FROM ${from} ORDER BY ${column} LIMIT 1`,
      { bind },
    );
    return rows.flatMap(({ at }) => (at === null ? [] : [Number(at)]));
  };
  // labels of a kind are looked at together: where one of them is on record, it is known who carried the others
  const changes =
    kind === 'segment'
      ? '{communitySegmentChanges} AS c WHERE c."segmentId" = $label'
      : '{communityLabelChanges} AS c WHERE c."kind" = $kind';
  const instants = [
    ...(await earliest('o."createdAt"', MADE[kind])),
    ...(await earliest('c."at"', `${changes} AND ${admitted}`)),
  ];
  return instants.length ? Math.min(...instants) : null;
}
