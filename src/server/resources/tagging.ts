import { NoPermissionError } from '@nocobase/acl';
import type { Context, Next } from '@nocobase/actions';
import type { Filter } from '@nocobase/database';
import { idsInScope, viewScope } from '../analytics';
import { rowsJson, rowSource, type Bind, type Store, type WriteGate } from '../store';
import { writeTags } from '../tags';
import { idList, inputOf, refuse } from './requests';

export interface TaggingOptions {
  store: Store;
  gate: WriteGate;
  /** Tags were given or taken away: whatever is decided by them is to be looked at again. */
  onChanged: () => void;
}

/** Members of one request. */
const MOST_MEMBERS = 50_000;
/** Members that one transaction writes. */
const PORTION = 5000;

export interface TaggingAnswer {
  /** Members of the request that the caller may update; the others are left as they are. */
  members: number;
  /** How many of them got or lost the tag. */
  changed: number;
}

/**
 * `communityTagging`: gives a tag to many members at once, or takes it away, by hand. Whoever may update members' tags may
 * do it, with the members that they may update. Doing it twice changes nothing.
 */
export function taggingActions({ store, gate, onChanged }: TaggingOptions) {
  const act = (write: (tagId: number, rows: string) => Promise<number>) => async (ctx: Context, next: Next) => {
    const input = inputOf(ctx);
    const [tagId] = idList(ctx, input, 'tag', 1) ?? missing(ctx, 'tag');
    const asked = idList(ctx, input, 'members', MOST_MEMBERS) ?? missing(ctx, 'members');
    await assertTag(ctx, store, tagId);
    const members = await updatable(ctx, store, [...new Set(asked)]);
    let changed = 0;
    for (let at = 0; at < members.length; at += PORTION)
      changed += await write(tagId, rowsJson(members.slice(at, at + PORTION).map((id) => [id])));
    if (changed > 0) onChanged();
    ctx.body = { members: members.length, changed } satisfies TaggingAnswer;
    await next();
  };
  const source = rowSource(store.dialect, 'rows', { id: 'int' });
  const tagged = `SELECT k."memberId" FROM {communityMemberTags} AS k WHERE k."tagId" = $tagId`;

  /** The members whose tag is about to change have their labels decided anew by the next run. */
  const changing = async (condition: string, bind: Bind) =>
    (
      await store.select<{ id: number | string }>(`SELECT r."id" FROM ${source} AS r WHERE r."id" ${condition}`, {
        bind,
      })
    ).map(({ id }) => Number(id));
  const commit = (ids: readonly number[], tagId: number, action: 'add' | 'remove') =>
    gate.run((transaction) => writeTags(store, { tagIds: [tagId], ids, action, seen: false }, transaction));

  return {
    /** A tag that a rule has given becomes one by hand, which stays when the rule no longer holds. */
    add: act(async (tagId, rows) => {
      const ids = await changing(`NOT IN (${tagged} AND k."source" = 'manual')`, { rows, tagId });
      if (!ids.length) return 0;
      await commit(ids, tagId, 'add');
      return ids.length;
    }),

    /** A tag whose rule still holds comes back with the next run: the rule is what has to be changed. */
    remove: act(async (tagId, rows) => {
      const ids = await changing(`IN (${tagged})`, { rows, tagId });
      if (!ids.length) return 0;
      await commit(ids, tagId, 'remove');
      return ids.length;
    }),
  };
}

function missing(ctx: Context, name: string): never {
  return refuse(ctx, 400, 'MISSING_PARAMETER', '{{name}} is missing. Allowed: the id of a record.', { name });
}

/** A tag that the caller may not see does not exist for the caller. */
async function assertTag(ctx: Context, store: Store, tagId: number): Promise<void> {
  const { filter } = await viewScope(ctx, 'communityTags');
  const found = await store.db
    .getRepository('communityTags')
    .count({ filter: { $and: [{ id: tagId }, filter] } as Filter });
  if (!found) refuse(ctx, 404, 'NO_SUCH_TAG', 'There is no such tag.', { id: tagId });
}

/**
 * Those of the members that the caller may update, by the rules of the host's own `update`.
 *
 * @throws 403 for roles that may not update members, or not their tags
 */
async function updatable(ctx: Context, store: Store, ids: readonly number[]): Promise<number[]> {
  let scope: { filter?: Filter; whitelist?: string[] };
  try {
    const { mergedParams } = await ctx.app.acl.resolveActionParams(ctx, {
      resourceName: 'communityMembers',
      actionName: 'update',
    });
    scope = mergedParams as typeof scope;
  } catch (error) {
    if (error instanceof NoPermissionError || (error as Error).name === 'NoPermissionError')
      ctx.throw(403, 'No permissions');
    throw error;
  }
  if (scope.whitelist?.length && !scope.whitelist.includes('tags')) ctx.throw(403, 'No permissions');
  const bind: Bind = { rows: rowsJson(ids.map((id) => [id])) };
  const inScope = idsInScope(store, 'communityMembers', { filter: scope.filter ?? {}, fields: null }, 'm."id"', bind);
  const rows = await store.select<{ id: number | string }>(
    `SELECT m."id" FROM ${rowSource(store.dialect, 'rows', { id: 'int' })} AS r
     ${store.sql.drivenJoin} {communityMembers} AS m ON m."id" = r."id" WHERE m."id" > 0 AND ${inScope}`,
    { bind },
  );
  return rows.map(({ id }) => Number(id));
}
