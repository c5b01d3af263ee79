import type { Context } from '@nocobase/actions';
import type { Store } from '../../store';
import { listable } from '../labels/segmentAccess';
import { notAllowed } from '../requests';

/** Segments that one request may name: all of them are looked through for each row. */
const MOST_SEGMENTS = 50;

/**
 * Ids of the segments in the request's `segment`: keys or ids, several of them as a list or separated by commas. Whoever is in
 * one of them counts. Null when the request names none.
 *
 * @throws 403 when the caller may list no segments; 400 for one that is not there or that the caller may not see
 */
export async function segmentsAsked(
  ctx: Context,
  store: Store,
  input: Record<string, unknown>,
): Promise<number[] | null> {
  const raw = input.segment;
  const given = typeof raw === 'object' && raw !== null ? Object.values(raw as object) : [raw ?? ''];
  const names = given.flatMap((item) => String(item).split(',')).map((name) => name.trim());
  const wanted = [...new Set(names.filter(Boolean))];
  if (!wanted.length) return null;
  if (wanted.length > MOST_SEGMENTS) notAllowed(ctx, 'segment', wanted.join(','), `at most ${MOST_SEGMENTS} segments`);
  const known = await listable(ctx, store);
  return wanted.map((name) => {
    // no key begins with a digit
    const found = known.find(({ key, id }) => key === name || String(id) === name);
    return found ? Number(found.id) : notAllowed(ctx, 'segment', name, 'keys or ids of segments that you may see');
  });
}
