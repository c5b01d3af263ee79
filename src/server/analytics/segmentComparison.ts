import type { CommunityZone } from '@community-crm/community-model';
import type { SegmentComparison } from '../../common/segments';
import type { StoredSegment } from '../segments';
import type { Bind, Store } from '../store';
import { idsInScope, mayRead, type ViewScope } from './scope';

const DAY = 86_400_000;

type Compared = SegmentComparison['segments'][number];

interface Line extends Record<string, unknown> {
  segment: number | string;
  stage: string | null;
  persona: string | null;
  tier: string | null;
  n: number | string;
  score: number | string | null;
  active7: number | string;
  active30: number | string;
}

/** Some segments side by side, and how much each two of them share, among members in scope. */
export async function segmentComparison(
  { store, asOf }: { store: Store; zone: CommunityZone; asOf: number },
  segments: readonly StoredSegment[],
  scope: ViewScope,
): Promise<SegmentComparison> {
  const ids = segments.map(({ id }) => Number(id)).join(', ') || 'NULL';
  const bind: Bind = { week: store.instant(asOf - 7 * DAY), month: store.instant(asOf - 30 * DAY) };
  const admitted = idsInScope(store, 'communityMembers', scope, 'm."id"', bind);
  const since = (name: string) =>
    `SUM(CASE WHEN m."lastActiveAt" > ${store.instantParam(`$${name}`)} THEN 1 ELSE 0 END)`;
  const lines = await store.select<Line>(
    `SELECT k."segmentId" AS "segment", m."stage", m."persona", m."rfmTier" AS "tier", COUNT(*) AS "n",
       SUM(COALESCE(m."engagementScore", 0)) AS "score", ${since('week')} AS "active7", ${since('month')} AS "active30"
     FROM {communitySegmentMembers} AS k JOIN {communityMembers} AS m ON m."id" = k."memberId"
     WHERE k."segmentId" IN (${ids}) AND ${admitted} GROUP BY k."segmentId", m."stage", m."persona", m."rfmTier"`,
    { bind },
  );
  const pairs = await store.select<Record<'a' | 'b' | 'n', number | string>>(
    `SELECT p."segmentId" AS "a", q."segmentId" AS "b", COUNT(*) AS "n" FROM {communitySegmentMembers} AS p
     JOIN {communitySegmentMembers} AS q ON q."memberId" = p."memberId" AND q."segmentId" > p."segmentId"
     JOIN {communityMembers} AS m ON m."id" = p."memberId"
     WHERE p."segmentId" IN (${ids}) AND q."segmentId" IN (${ids}) AND ${admitted} GROUP BY p."segmentId", q."segmentId"`,
    { bind },
  );
  const compared = segments.map((segment) => summed(segment, lines, scope));
  const both = (a: number, b: number) =>
    Number(pairs.find((pair) => Number(pair.a) === Math.min(a, b) && Number(pair.b) === Math.max(a, b))?.n ?? 0);
  return {
    segments: compared,
    pairs: segments.flatMap((a, i) =>
      segments.slice(i + 1).map((b, j) => {
        const shared = both(a.id, b.id);
        const together = compared[i].size + compared[i + 1 + j].size - shared;
        return { a: a.key, b: b.key, shared, jaccard: together ? shared / together : 0 };
      }),
    ),
  };
}

function summed({ id, key, title, color }: StoredSegment, lines: readonly Line[], scope: ViewScope): Compared {
  const own = lines.filter(({ segment }) => Number(segment) === id);
  const sum = (name: 'n' | 'score' | 'active7' | 'active30') => own.reduce((n, line) => n + Number(line[name] ?? 0), 0);
  const size = sum('n');
  const mean = (field: string, name: 'score' | 'active7' | 'active30') =>
    size && mayRead(scope, field) ? sum(name) / size : null;
  const by = (field: string, name: 'stage' | 'persona' | 'tier') => {
    if (!mayRead(scope, field)) return null;
    const counts: Record<string, number> = {};
    for (const line of own) counts[line[name] ?? ''] = (counts[line[name] ?? ''] ?? 0) + Number(line.n);
    return counts;
  };
  return {
    ...{ key, title, color, size },
    meanScore: mean('engagementScore', 'score'),
    active7: mean('lastActiveAt', 'active7'),
    active30: mean('lastActiveAt', 'active30'),
    stages: by('stage', 'stage'),
    personas: by('persona', 'persona'),
    tiers: by('rfmTier', 'tier'),
  };
}
