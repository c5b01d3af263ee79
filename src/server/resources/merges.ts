import type { Context, Next } from '@nocobase/actions';
import {
  dismissSuggestion,
  MERGE_MESSAGES,
  MergeError,
  mergeMembers,
  separateMembers,
  suggestMerges,
  type MergeOptions,
} from '../activities/identity';
import { inputOf, refuse, wholeNumber } from './requests';

export interface MergesOptions extends MergeOptions {
  /** Members have changed: facts are counted and labels made anew. */
  onChange: () => Promise<void>;
}

const MOST_SUGGESTIONS = 200;
const LIST = 100;
const ID = { least: 1, most: Number.MAX_SAFE_INTEGER };

/** `communityMerges`: several accounts of one person put together and taken apart. */
export function mergesActions(options: MergesOptions) {
  const { store, onChange } = options;
  const id = (ctx: Context, name: string): number => {
    const value = wholeNumber(ctx, inputOf(ctx), name, ID, 0);
    return (
      value || refuse(ctx, 400, 'MISSING_PARAMETER', '{{name}} is missing. Allowed: the id of a record.', { name })
    );
  };
  return {
    /** Pairs of members who may be one person. */
    async suggestions(ctx: Context, next: Next) {
      const limit = wholeNumber(ctx, inputOf(ctx), 'limit', { least: 1, most: MOST_SUGGESTIONS }, 50);
      ctx.body = await suggestMerges(store, limit);
      await next();
    },
    /** Merges that stand and those that were undone, the latest first. */
    async list(ctx: Context, next: Next) {
      const rows = await store.select(
        `SELECT g."id", g."state", g."keptId", g."absorbedId", g."keptName", g."absorbedName", g."mergedAt", g."separatedAt", u."nickname" AS "by"
         FROM {communityMemberMerges} AS g LEFT JOIN {users} AS u ON u."id" = g."userId" ORDER BY g."id" DESC LIMIT ${LIST}`,
      );
      ctx.body = rows.map((row) => ({
        ...row,
        id: Number(row.id),
        keptId: Number(row.keptId),
        absorbedId: Number(row.absorbedId),
        mergedAt: new Date(Number(row.mergedAt)).toISOString(),
        separatedAt: row.separatedAt ? new Date(Number(row.separatedAt)).toISOString() : null,
      }));
      await next();
    },
    async merge(ctx: Context, next: Next) {
      const [keptId, absorbedId] = [id(ctx, 'kept'), id(ctx, 'absorbed')];
      const userId = (ctx.state as { currentUser?: { id: number } }).currentUser?.id ?? null;
      const mergeId = await told(ctx, () => mergeMembers(options, { keptId, absorbedId, userId }));
      await onChange();
      ctx.body = { id: mergeId, keptId, absorbedId };
      await next();
    },
    async separate(ctx: Context, next: Next) {
      const mergeId = id(ctx, 'merge');
      await told(ctx, () => separateMembers(options, mergeId));
      await onChange();
      ctx.body = { id: mergeId, state: 'separated' };
      await next();
    },
    /** These two are two people. */
    async dismiss(ctx: Context, next: Next) {
      await dismissSuggestion(store, id(ctx, 'a'), id(ctx, 'b'));
      ctx.body = { dismissed: true };
      await next();
    },
  };
}

async function told<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MergeError)) throw error;
    return refuse(ctx, error.code === 'SAME_MEMBER' ? 400 : 404, error.code, MERGE_MESSAGES[error.code], error.values);
  }
}
