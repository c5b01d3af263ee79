import type { CommunityZone } from '@community-crm/community-model';
import type { Condition, Evidence } from '../../common/conditions';
import { NEARLY_SAME, type SegmentOverlap, type SegmentPreview, type SegmentWarning } from '../../common/segments';
import { compileCondition, type FrameRow } from '../conditions';
import { labelFrame } from '../labelling';
import { frameFor } from '../lifecycle';
import { allSubjects, type FrameKinds } from '../metrics';
import type { StoredSegment } from '../segments';
import type { Bind, Store } from '../store';
import { labelSizes } from './labelSizes';
import { idsInScope, mayRead, type ViewScope } from './scope';

export interface SegmentPreviewInput {
  store: Store;
  zone: CommunityZone;
  kinds: FrameKinds;
  /** Milliseconds. */
  asOf: number;
  condition: Condition;
  /** Segments that the draft is compared with. */
  others: readonly StoredSegment[];
  scope: ViewScope;
  sampleSize: number;
  /** Smaller ones are hardly worth an action. */
  smallest: number;
}

const MOST_OVERLAPS = 10;

interface Found extends Record<string, unknown> {
  what: 'all' | 'overlap' | 'sample';
  id: number | string;
  n: number | string;
  met: number | string;
}

/** Who would be in a segment now, among members in scope; one pass over them, nothing is written. */
export async function segmentPreview(input: SegmentPreviewInput): Promise<Omit<SegmentPreview, 'ms'>> {
  const { store, zone, kinds, asOf, condition, others, scope, sampleSize, smallest } = input;
  const subjectBind: Bind = {};
  const admitted = idsInScope(store, 'communityMembers', scope, 'p."id"', subjectBind);
  const frame = frameFor({
    ...{ store, zone, kinds, asOf, subjectBind },
    subjects: `SELECT p.* FROM (${allSubjects(store, 'member')}) AS p WHERE ${admitted}`,
  });
  const { sql } = compileCondition(condition, frame, 'condition');
  const { materialized } = store.sql;
  const rows = await store.select<Found>(
    `WITH x AS ${materialized} (${frame.select()}),
     y AS ${materialized} (SELECT x."id", CASE WHEN ${sql} THEN 1 ELSE 0 END AS "met" FROM x)
     SELECT 'all' AS "what", 0 AS "id", COUNT(*) AS "n", COALESCE(SUM(y."met"), 0) AS "met" FROM y
     UNION ALL SELECT 'overlap' AS "what", k."segmentId" AS "id", COUNT(*) AS "n", 0 AS "met"
       FROM y JOIN {communitySegmentMembers} AS k ON k."memberId" = y."id" WHERE y."met" = 1 GROUP BY k."segmentId"
     UNION ALL SELECT 'sample' AS "what", s."id" AS "id", 0 AS "n", 0 AS "met" FROM (
       SELECT y."id" FROM y WHERE y."met" = 1 ORDER BY MOD(y."id" * 7919, 10007), y."id" LIMIT ${Math.trunc(sampleSize)}) AS s`,
    { bind: frame.bind },
  );
  const all = rows.find(({ what }) => what === 'all');
  const [size, population] = [Number(all?.met ?? 0), Number(all?.n ?? 0)];
  const shared = new Map(rows.filter(({ what }) => what === 'overlap').map(({ id, n }) => [Number(id), Number(n)]));
  const overlaps = await overlapsOf(input, size, shared);
  const ids = rows.filter(({ what }) => what === 'sample').map(({ id }) => Number(id));
  return {
    ...{ asOf, size, population },
    sample: await sampleOf(input, ids),
    overlaps: overlaps.slice(0, MOST_OVERLAPS),
    warnings: warningsOf(size, population, smallest, overlaps),
  };

  async function overlapsOf(
    { store: from }: SegmentPreviewInput,
    own: number,
    together: ReadonlyMap<number, number>,
  ): Promise<SegmentOverlap[]> {
    if (!others.length || !own) return [];
    const sizes = await labelSizes(from, 'segment', scope);
    return others
      .flatMap(({ id, key, title, color }): SegmentOverlap[] => {
        const both = together.get(id) ?? 0;
        if (!both) return [];
        const other = sizes.get(String(id)) ?? both;
        return [
          { key, title, color, size: other, shared: both, share: both / own, jaccard: both / (own + other - both) },
        ];
      })
      .sort((a, b) => b.jaccard - a.jaccard || b.shared - a.shared);
  }
}

function warningsOf(
  size: number,
  population: number,
  smallest: number,
  overlaps: readonly SegmentOverlap[],
): SegmentWarning[] {
  const warnings: SegmentWarning[] = [];
  if (!size) warnings.push({ code: 'NOBODY' });
  else if (size < smallest) warnings.push({ code: 'TOO_SMALL', size, smallest });
  if (size && size === population && population > 1) warnings.push({ code: 'EVERYBODY' });
  const same = overlaps.find(({ jaccard }) => jaccard >= NEARLY_SAME);
  if (same) warnings.push({ code: 'NEARLY_SAME', key: same.key, title: same.title, jaccard: same.jaccard });
  return warnings;
}

/** The numbers of some members, by the expressions that a refresh uses. */
async function sampleOf(
  { store, zone, kinds, asOf, condition, scope }: SegmentPreviewInput,
  ids: readonly number[],
): Promise<SegmentPreview['sample']> {
  if (!ids.length) return [];
  const numbers = await evidenceOf({ store, zone, kinds, asOf }, condition, ids);
  const people = await store.db.getRepository('communityMembers').find({ filter: { id: { $in: ids } }, sort: ['id'] });
  return (people as Array<{ get(name: string): unknown }>).map((row) => {
    const shown = <T>(name: string, value: T, hidden: T): T => (mayRead(scope, name) ? value : hidden);
    const id = Number(row.get('id'));
    return {
      member: {
        id,
        name: shown('displayName', String(row.get('displayName') ?? ''), ''),
        stage: shown('stage', (row.get('stage') as string | null) ?? null, null),
        score: shown(
          'engagementScore',
          row.get('engagementScore') == null ? null : Number(row.get('engagementScore')),
          null,
        ),
      },
      evidence: numbers.get(id) ?? [],
    };
  });
}

/** The numbers behind a condition, by member. */
export async function evidenceOf(
  input: Pick<SegmentPreviewInput, 'store' | 'zone' | 'kinds' | 'asOf'>,
  condition: Condition,
  ids: readonly number[],
): Promise<Map<number, Evidence[]>> {
  const frame = labelFrame(input, ids);
  const compiled = compileCondition(condition, frame, 'condition');
  const rows = await input.store.select<FrameRow>(frame.select(), { bind: frame.bind });
  return new Map(rows.map((row) => [Number(row.id), compiled.evidence(row)]));
}
