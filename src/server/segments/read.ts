import type { Model } from '@nocobase/database';
import type { Condition } from '../../common/conditions';
import type { SegmentMode, SegmentRefresh } from '../../common/segments';
import { jsonValue, type Store } from '../store';

/** A segment as it is stored. Its condition is not checked. */
export interface StoredSegment {
  id: number;
  key: string;
  title: string;
  description: string | null;
  color: string | null;
  ownerId: number | null;
  mode: SegmentMode;
  condition: Condition | null;
  refresh: SegmentRefresh;
  schedule: string | null;
  version: number;
  /** Milliseconds; null = never. */
  refreshedAt: number | null;
  costMs: number | null;
  error: string | null;
  evaluatedBy: string | null;
}

export async function readSegments(store: Store): Promise<StoredSegment[]> {
  const rows: Model[] = await store.db.getRepository('communitySegments').find({ sort: ['id'] });
  return rows.map(storedSegment);
}

export function storedSegment(row: Model): StoredSegment {
  const at = row.get('refreshedAt') as Date | string | null;
  const textOf = (name: string) => (row.get(name) as string | null | undefined) ?? null;
  const numberOf = (name: string) => (row.get(name) == null ? null : Number(row.get(name)));
  return {
    id: Number(row.get('id')),
    key: String(row.get('key')),
    title: String(row.get('title') || row.get('key')),
    description: textOf('description'),
    color: textOf('color'),
    ownerId: numberOf('ownerId'),
    mode: row.get('mode') === 'static' ? 'static' : 'dynamic',
    condition: (jsonValue(row.get('condition') ?? null) as Condition | null) ?? null,
    refresh: (row.get('refresh') as SegmentRefresh | null) ?? 'run',
    schedule: textOf('schedule'),
    version: Number(row.get('version') ?? 1),
    refreshedAt: at ? new Date(at).getTime() : null,
    costMs: numberOf('costMs'),
    error: textOf('error'),
    evaluatedBy: textOf('evaluatedBy'),
  };
}
