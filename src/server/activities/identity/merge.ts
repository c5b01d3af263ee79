import type { Transaction } from 'sequelize';
import { jsonValue, upsert, type Store, type WriteGate } from '../../store';
import { MergeError } from './mergeError';
import { moveLinks, moveLinksBack, readMember, takenOver, type MemberRow, type Snapshot } from './memberRow';
import { moveActivities } from './moveActivities';

export interface MergeOptions {
  store: Store;
  gate: WriteGate;
  /** Milliseconds. */
  now: () => number;
}

type MergeState = 'merging' | 'merged' | 'separating' | 'separated';

interface Merge {
  id: number;
  state: MergeState;
  keptId: number;
  absorbedId: number;
  identityIds: number[];
  snapshot: Snapshot;
}

/** A batch of intake that began before a merge may end after it; so long afterwards its activities are looked for. */
const STRAGGLERS_MS = 3_600_000;

/**
 * Makes two members one person: the accounts of the second belong to the first from now on, with everything that they
 * did. The first keeps its own name and labels are worked out anew from the history of both, without starting workflows.
 *
 * The caller has facts counted and labels made afterwards. A crash in between is made good by {@link finishMerges}.
 *
 * @param userId who asked for it
 * @returns id of the merge, for {@link separateMembers}
 * @throws MergeError SAME_MEMBER, NO_SUCH_MEMBER
 */
export async function mergeMembers(
  { store, gate, now }: MergeOptions,
  { keptId, absorbedId, userId }: { keptId: number; absorbedId: number; userId: number | null },
): Promise<number> {
  if (keptId === absorbedId) throw new MergeError('SAME_MEMBER');
  const merge = await gate.run(async (transaction) => {
    const kept = await memberOrThrow(store, keptId, transaction);
    const absorbed = await memberOrThrow(store, absorbedId, transaction);
    const identityIds = await identitiesOf(store, absorbedId, transaction);
    const filled = takenOver(kept, absorbed);
    const tagIds = await moveTags(store, absorbedId, keptId, transaction);
    await moveSegments(store, absorbedId, keptId, transaction);
    const links = await moveLinks(store.db, absorbedId, keptId, transaction);
    const snapshot: Snapshot = { row: absorbed, tagIds, links, filled };
    await store.execute('UPDATE {communityIdentities} SET "memberId" = $to WHERE "memberId" = $from', {
      bind: { from: absorbedId, to: keptId },
      transaction,
    });
    await changeMember(
      store,
      keptId,
      Object.fromEntries(Object.entries(filled).map(([k, v]) => [k, v.after])),
      transaction,
    );
    await store.db
      .getCollection('communityMembers')
      .model.destroy({ where: { id: absorbedId }, transaction, hooks: false });
    const created = await store.db.getCollection('communityMemberMerges').model.create(
      {
        state: 'merging',
        keptId,
        absorbedId,
        keptName: kept.displayName,
        absorbedName: absorbed.displayName,
        identityIds,
        snapshot,
        userId,
        mergedAt: now(),
      },
      { transaction, hooks: false },
    );
    return { id: Number(created.get('id')), state: 'merging' as const, keptId, absorbedId, identityIds, snapshot };
  });
  await finish({ store, gate, now }, merge);
  return merge.id;
}

/**
 * Undoes a merge: the accounts that came along, and what they did before and since, are a member of their own again.
 *
 * @throws MergeError NO_SUCH_MERGE, MERGE_LATER
 */
export async function separateMembers({ store, gate, now }: MergeOptions, mergeId: number): Promise<void> {
  const merge = await gate.run(async (transaction) => {
    const [found] = await readMerges(store, '"id" = $id AND "state" = \'merged\'', { id: mergeId }, transaction);
    if (!found) throw new MergeError('NO_SUCH_MERGE', { id: mergeId });
    const { keptId, absorbedId, identityIds, snapshot } = found;
    const kept = await readMember(store.db, keptId, transaction);
    if (!kept) throw new MergeError('MERGE_LATER', { id: keptId });
    await store.db
      .getCollection('communityMembers')
      .model.create(snapshot.row.stageLockedUntil ? snapshot.row : { ...snapshot.row, stage: null, stageSince: null }, {
        transaction,
        hooks: false,
        silent: true,
      });
    if (identityIds.length)
      await store.execute(
        `UPDATE {communityIdentities} SET "memberId" = $to WHERE "memberId" = $from AND "id" IN (${identityIds.map(Number).join(', ')})`,
        { bind: { from: keptId, to: absorbedId }, transaction },
      );
    const restored = Object.entries(snapshot.filled).filter(([name, { after }]) => (kept[name] ?? null) === after);
    await changeMember(
      store,
      keptId,
      Object.fromEntries(restored.map(([name, { before }]) => [name, before])),
      transaction,
    );
    for (const tagId of snapshot.tagIds)
      await store.db
        .getCollection('communityMemberTags')
        .model.create({ memberId: absorbedId, tagId }, { transaction, hooks: false });
    await moveLinksBack(store.db, snapshot.links, keptId, absorbedId, transaction);
    await mark(store, mergeId, { state: 'separating', separatedAt: now() }, transaction);
    return { ...found, state: 'separating' as const };
  });
  await finish({ store, gate, now }, merge);
}

/** Goes on with what a crash has interrupted, and picks up activities that were being written during a merge. */
export async function finishMerges(options: MergeOptions): Promise<void> {
  const { store, now } = options;
  const open = await readMerges(
    store,
    `"state" IN ('merging', 'separating') OR "mergedAt" > $since OR "separatedAt" > $since`,
    { since: now() - STRAGGLERS_MS },
  );
  // who was separated and merged again: only the latest counts
  const latest = new Map(open.map((merge) => [merge.absorbedId, merge]));
  for (const merge of latest.values()) await finish(options, merge);
}

async function finish({ store, gate }: MergeOptions, merge: Merge): Promise<void> {
  const { id, keptId, absorbedId, identityIds } = merge;
  const together = merge.state === 'merging' || merge.state === 'merged';
  const moved = await moveActivities(
    store,
    gate,
    together
      ? { from: absorbedId, to: keptId, identityIds: null, fallbackIdentityId: identityIds[0] ?? null }
      : { from: keptId, to: absorbedId, identityIds, fallbackIdentityId: null },
  );
  const settled = merge.state === 'merged' || merge.state === 'separated';
  if (settled && !moved) return;
  await gate.run(async (transaction) => {
    // without a stage a member is placed anew from its whole history; a stage set by hand stays as long as it is locked
    await store.execute(
      `UPDATE {communityMembers} SET "stage" = NULL, "stageSince" = NULL WHERE "id" IN ($kept, $absorbed) AND "stageLockedUntil" IS NULL`,
      { bind: { kept: keptId, absorbed: absorbedId }, transaction },
    );
    if (!settled) await mark(store, id, { state: together ? 'merged' : 'separated' }, transaction);
  });
}

async function memberOrThrow(store: Store, id: number, transaction: Transaction): Promise<MemberRow> {
  const row = id > 0 ? await readMember(store.db, id, transaction) : null;
  if (!row) throw new MergeError('NO_SUCH_MEMBER', { id });
  return row;
}

async function identitiesOf(store: Store, memberId: number, transaction: Transaction): Promise<number[]> {
  const rows = await store.select<{ id: number | string }>(
    'SELECT i."id" FROM {communityIdentities} AS i WHERE i."memberId" = $memberId ORDER BY i."id"',
    { bind: { memberId }, transaction },
  );
  return rows.map(({ id }) => Number(id));
}

/** Tags by hand move along, those by rules are made anew. @returns the tags that the first had by hand */
async function moveTags(store: Store, from: number, to: number, transaction: Transaction): Promise<number[]> {
  const model = store.db.getCollection('communityMemberTags').model;
  const tagsOf = async (memberId: number): Promise<number[]> =>
    (await model.findAll({ where: { memberId, source: 'manual' }, transaction })).map((row) =>
      Number(row.get('tagId')),
    );
  const [tagIds, present] = [await tagsOf(from), new Set(await tagsOf(to))];
  // one of the same by a rule gives way to the one by hand
  await model.destroy({ where: { memberId: to, tagId: tagIds, source: 'rule' }, transaction, hooks: false });
  await model.destroy({ where: { memberId: from }, transaction, hooks: false });
  for (const tagId of tagIds)
    if (!present.has(tagId)) await model.create({ memberId: to, tagId }, { transaction, hooks: false });
  return tagIds;
}

/** Lists by hand move along; segments by condition are found anew, since both members are looked at again. */
async function moveSegments(store: Store, from: number, to: number, transaction: Transaction): Promise<void> {
  const listed = upsert(store.dialect, {
    table: '{communitySegmentMembers}',
    columns: ['segmentId', 'memberId', 'enteredAt'],
    select: `SELECT k."segmentId", CAST($to AS ${store.dialect === 'mysql' ? 'SIGNED' : 'BIGINT'}) AS "memberId", k."enteredAt" FROM {communitySegmentMembers} AS k
      JOIN {communitySegments} AS s ON s."id" = k."segmentId" WHERE k."memberId" = $from AND s."mode" = 'static'`,
    key: ['segmentId', 'memberId'],
  });
  await store.execute(listed, { bind: { from, to }, transaction });
  await store.execute('DELETE FROM {communitySegmentMembers} WHERE "memberId" = $from', {
    bind: { from },
    transaction,
  });
}

async function changeMember(store: Store, id: number, values: MemberRow, transaction: Transaction): Promise<void> {
  if (!Object.keys(values).length) return;
  await store.db.getCollection('communityMembers').model.update(values, { where: { id }, transaction, hooks: false });
}

async function mark(
  store: Store,
  id: number,
  values: { state: MergeState; separatedAt?: number },
  transaction: Transaction,
): Promise<void> {
  await store.db
    .getCollection('communityMemberMerges')
    .model.update(values, { where: { id }, transaction, hooks: false });
}

async function readMerges(
  store: Store,
  where: string,
  bind: Record<string, number>,
  transaction?: Transaction,
): Promise<Merge[]> {
  const rows = await store.select(
    `SELECT g."id", g."state", g."keptId", g."absorbedId", g."identityIds", g."snapshot" FROM {communityMemberMerges} AS g WHERE ${where} ORDER BY g."id"`,
    { bind, transaction },
  );
  return rows.map((row) => ({
    id: Number(row.id),
    state: row.state as MergeState,
    keptId: Number(row.keptId),
    absorbedId: Number(row.absorbedId),
    identityIds: (jsonValue(row.identityIds) as Array<number | string>).map(Number),
    snapshot: jsonValue(row.snapshot) as Snapshot,
  }));
}
