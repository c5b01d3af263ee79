/** The host's own filter over members. */
export type MemberQuery = Record<string, unknown>;

/** A member as the host's list hands it over; what the role may not read is missing. */
export interface MemberRow {
  id: number | string;
  displayName?: string | null;
  stage?: string | null;
  persona?: string | null;
  rfmTier?: string | null;
  engagementScore?: number | string | null;
  lastActiveAt?: string | null;
  tags?: Array<{ id: number | string; key?: string | null; title?: string | null; color?: string | null }>;
}

export const MEMBERS = 'communityMembers';

/** Members of a segment, by its key. */
export const inSegment = (key: string): MemberQuery => ({ segments: { key: { $eq: key } } });

/** Members of any of some segments, by their keys. */
export const inSegments = (keys: readonly string[]): MemberQuery => ({ segments: { key: { $in: [...keys] } } });

/** Both conditions; the second may be missing. */
export const narrowed = (query: MemberQuery, more: MemberQuery | null): MemberQuery =>
  more ? { $and: [query, more] } : query;

export const named = (search: string): MemberQuery | null =>
  search.trim() ? { displayName: { $includes: search.trim() } } : null;

/** Members that one request reads. */
const PORTION = 5000;

interface Reading {
  get<T>(action: string, params?: Record<string, unknown>): Promise<T>;
}

/**
 * Reads all members of a query, portion by portion in the order of their ids, so that those who come and go meanwhile shift
 * nobody.
 *
 * @param params further parameters of the host's list
 * @param onRead is told of each portion; false stops the reading
 */
export async function readAll<R extends { id: number | string }>(
  api: Reading,
  query: MemberQuery,
  params: Record<string, unknown>,
  onRead: (rows: R[]) => boolean | Promise<boolean>,
): Promise<void> {
  let last = 0;
  for (;;) {
    const rows = await api.get<R[]>(`${MEMBERS}:list`, {
      ...params,
      filter: JSON.stringify(narrowed(query, { id: { $gt: last } })),
      sort: 'id',
      pageSize: PORTION,
    });
    if (rows.length > 0 && !(await onRead(rows))) return;
    if (rows.length < PORTION) return;
    last = Number(rows[rows.length - 1].id);
  }
}
