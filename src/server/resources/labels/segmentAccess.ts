import { NoPermissionError } from '@nocobase/acl';
import type { Context } from '@nocobase/actions';
import type { Filter, Model } from '@nocobase/database';
import { viewScope } from '../../analytics';
import { storedSegment, type StoredSegment } from '../../segments';
import type { Store } from '../../store';
import { refuse } from '../requests';

const SEGMENTS = 'communitySegments';

/** Segments that the caller may list. */
export async function listable(ctx: Context, store: Store, keys?: readonly string[]): Promise<StoredSegment[]> {
  const { filter } = await viewScope(ctx, SEGMENTS);
  const parts = [structuredClone(filter), ...(keys ? [{ key: { $in: [...keys] } }] : [])];
  const rows: Model[] = await store.db
    .getRepository(SEGMENTS)
    .find({ filter: { $and: parts.filter((part) => Object.keys(part).length) } as Filter, sort: ['title', 'id'] });
  return rows.map(storedSegment);
}

/** One that the caller may list, by its key. @throws 400, 404 */
export async function segmentAt(
  ctx: Context,
  store: Store,
  input: Record<string, unknown>,
  name = 'segment',
): Promise<StoredSegment> {
  const key = input[name];
  if (typeof key !== 'string' || !key)
    return refuse(ctx, 400, 'MISSING_PARAMETER', '{{name}} is missing. Allowed: the key of a segment.', { name });
  const [segment] = await listable(ctx, store, [key]);
  return segment ?? refuse(ctx, 404, 'NO_SUCH_SEGMENT', 'There is no segment "{{key}}".', { key: key.slice(0, 64) });
}

/** Refuses whoever may not update this segment by the rules of the host's own `update`. */
export async function assertSegmentUpdatable(ctx: Context, store: Store, { id, key }: StoredSegment): Promise<void> {
  let filter: Filter | undefined;
  try {
    const { mergedParams } = await ctx.app.acl.resolveActionParams(ctx, {
      resourceName: SEGMENTS,
      actionName: 'update',
    });
    filter = mergedParams.filter as Filter | undefined;
  } catch (error) {
    if (error instanceof NoPermissionError || (error as Error).name === 'NoPermissionError')
      ctx.throw(403, 'No permissions');
    throw error;
  }
  const within = { $and: [{ id }, ...(filter && Object.keys(filter).length ? [filter] : [])] } as Filter;
  if (!(await store.db.getRepository(SEGMENTS).count({ filter: within })))
    refuse(ctx, 404, 'NO_SUCH_SEGMENT', 'There is no segment "{{key}}".', { key });
}
