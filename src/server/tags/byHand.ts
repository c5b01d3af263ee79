import type { Transaction } from 'sequelize';
import { rowsJson, rowSource, upsert, type Store, type WriteGate } from '../store';

/** Members that one transaction writes. */
const PORTION = 4000;

/**
 * Gives tags to members as a person would, or takes them away. A tag that a rule has given becomes one by hand, and stays;
 * one that is taken away comes back with the next run where a rule gives it.
 *
 * @param keys of tags
 * @returns members that exist and tags given or taken away; `unknown` = the first key that is no tag's
 */
export async function tagByHand(
  { store, gate }: { store: Store; gate: WriteGate },
  keys: readonly string[],
  memberIds: readonly number[],
  action: 'add' | 'remove',
): Promise<{ members: number; changed: number } | { unknown: string }> {
  const tags = await store.select<{ id: number | string; key: string }>(
    'SELECT t."id", t."key" FROM {communityTags} AS t',
  );
  const unknown = keys.find((key) => !tags.some((tag) => tag.key === key));
  if (unknown !== undefined) return { unknown };
  const tagIds = tags.filter(({ key }) => keys.includes(key)).map(({ id }) => Number(id));
  const counts = { members: 0, changed: 0 };
  const rows = `${rowSource(store.dialect, 'rows', { id: 'int' })} AS r`;
  for (let i = 0; i < memberIds.length; i += PORTION) {
    const bind = { rows: rowsJson(memberIds.slice(i, i + PORTION).map((id) => [id])) };
    const people = await store.select<{ id: number | string }>(
      `SELECT m."id" FROM ${rows} ${store.sql.drivenJoin} {communityMembers} AS m ON m."id" = r."id" WHERE m."id" <> 0`,
      { bind },
    );
    counts.members += people.length;
    if (people.length) counts.changed += await write(people.map(({ id }) => Number(id)));
  }
  return counts;

  async function write(ids: readonly number[]): Promise<number> {
    const list = tagIds.join(', ');
    const bind = { rows: rowsJson(ids.map((id) => [id])) };
    const among = `k."tagId" IN (${list}) AND k."memberId" IN (SELECT r."id" FROM ${rows})`;
    const held = `SELECT COUNT(*) AS "n" FROM {communityMemberTags} AS k WHERE ${among}`;
    return gate.run(async (transaction) => {
      const [before] = await store.select<{ n: number | string }>(held, { bind, transaction });
      await writeTags(store, { tagIds, ids, action, seen: true }, transaction);
      const [after] = await store.select<{ n: number | string }>(held, { bind, transaction });
      return Math.abs(Number(after.n) - Number(before.n));
    });
  }
}

export interface TagsByHand {
  tagIds: readonly number[];
  /** Members that exist. */
  ids: readonly number[];
  action: 'add' | 'remove';
  /** Whether the next run is soon enough for these members' labels; otherwise they are looked at within seconds. */
  seen: boolean;
}

/** Writes tags of members as a person's, and that whatever asks for these tags is to be looked at again. */
export async function writeTags(
  store: Store,
  { tagIds, ids, action, seen }: TagsByHand,
  transaction: Transaction,
): Promise<void> {
  const list = tagIds.map(Number).join(', ');
  const rows = `${rowSource(store.dialect, 'rows', { id: 'int' })} AS r`;
  const bind = { rows: rowsJson(ids.map((id) => [id])) };
  const statement =
    action === 'add'
      ? upsert(store.dialect, {
          table: '{communityMemberTags}',
          columns: ['memberId', 'tagId', 'source', 'createdAt', 'updatedAt'],
          select: `SELECT r."id" AS "memberId", t."id" AS "tagId", 'manual' AS "source", CURRENT_TIMESTAMP AS "createdAt", CURRENT_TIMESTAMP AS "updatedAt"
            FROM ${rows} CROSS JOIN {communityTags} AS t WHERE t."id" IN (${list})`,
          key: ['memberId', 'tagId'],
          update: ['source', 'updatedAt'],
        })
      : `DELETE FROM {communityMemberTags} WHERE "tagId" IN (${list}) AND "memberId" IN (SELECT r."id" FROM ${rows})`;
  await store.execute(statement, { bind, transaction });
  await store.execute(
    `INSERT INTO {communityLabelTouches} ("memberId", "history", "seen") SELECT r."id", ${store.bool(false)}, ${store.bool(seen)} FROM ${rows}`,
    { bind, transaction },
  );
}
