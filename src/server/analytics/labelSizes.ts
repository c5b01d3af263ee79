import type { LibraryKind } from '../../common/ruleLibrary';
import type { Bind, Store } from '../store';
import { both, inSegments } from './inSegments';
import { idsInScope, type ViewScope } from './scope';

const MEMBERS = 'communityMembers';

/**
 * Carriers of every label of one kind among members in scope, by the segment's id or by the label's key.
 *
 * @param segments ids; where there are any, only members of these count
 */
export async function labelSizes(
  store: Store,
  kind: LibraryKind,
  scope: ViewScope,
  segments: readonly number[] | null = null,
): Promise<Map<string, number>> {
  const bind: Bind = {};
  const admitted = (column: string) => idsInScope(store, MEMBERS, scope, column, bind);
  const rows = await store.select<{ label: string | number; n: number | string }>(
    sizesOf(store, kind, both(admitted, inSegments(segments, bind))('k."memberId"')),
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
