import type { Transaction } from 'sequelize';
import type { Store, WriteGate } from '../store';
import { readStages } from './rule';
import { SetStageError } from './setStageError';

export interface SetStageInput {
  store: Store;
  gate: WriteGate;
  memberId: number;
  stage: string;
  /** Why, in the operator's words. */
  reason: string | null;
  /** Milliseconds until which runs leave the member alone; null = the next run may move the member again. */
  lockUntil: number | null;
  /** Who does it; null = nobody who has signed in. */
  userId: number | null;
  /** Milliseconds. */
  now: number;
}

export interface StageSet {
  memberId: number;
  from: string | null;
  to: string;
  /** False where the member was in the stage already: then only the lock is set, and no change is recorded. */
  changed: boolean;
}

interface Member {
  stage: string | null;
  /** Milliseconds. */
  since: number | null;
}

/**
 * Gives a member a stage by hand: stage, lock and the record of it in one transaction. Workflows see it as any change.
 *
 * @throws SetStageError
 */
export async function setStage(input: SetStageInput): Promise<StageSet> {
  const { store, gate, memberId, stage, lockUntil, now } = input;
  const stages = (await readStages(store)).map(({ key }) => key);
  if (!stages.includes(stage)) throw new SetStageError('NO_SUCH_STAGE', { stage, allowed: stages.join(', ') });
  if (lockUntil !== null && lockUntil <= now)
    throw new SetStageError('LOCK_IN_THE_PAST', { lockUntil: new Date(lockUntil).toISOString() });
  return gate.run(async (transaction) => {
    const member = await lockedMember(store, memberId, transaction);
    const changed = member.stage !== stage;
    // a run may have stamped a change a moment ahead of this process's clock
    const at = Math.max(now, (member.since ?? 0) + 1);
    await writeMember(input, changed ? at : null, transaction);
    if (changed) await record(input, member.stage, at, transaction);
    return { memberId, from: member.stage, to: stage, changed };
  });
}

/** The member's row, held against others until the transaction ends (SQLite has one writer anyway). */
async function lockedMember(store: Store, id: number, transaction: Transaction): Promise<Member> {
  const [row] = await store.select(
    `SELECT m."stage", ${store.sql.epochMs('m."stageSince"')} AS "since", m."isBot", m."isTeam" FROM {communityMembers} AS m
     WHERE m."id" = $id${store.dialect === 'sqlite' ? '' : ' FOR UPDATE'}`,
    { bind: { id }, transaction },
  );
  if (!row) throw new SetStageError('NO_SUCH_MEMBER', { id });
  if (Number(row.isBot)) throw new SetStageError('MEMBER_IS_BOT', { id });
  if (Number(row.isTeam)) throw new SetStageError('MEMBER_IS_TEAM', { id });
  return { stage: (row.stage as string | null) ?? null, since: row.since === null ? null : Number(row.since) };
}

async function writeMember(
  { store, memberId, stage, lockUntil }: SetStageInput,
  since: number | null,
  transaction: Transaction,
): Promise<void> {
  const lock = lockUntil === null ? 'NULL' : store.instantParam('$lockUntil');
  const moved = since === null ? '' : `, "stage" = $stage, "stageSince" = ${store.instantParam('$since')}`;
  await store.execute(`UPDATE {communityMembers} SET "stageLockedUntil" = ${lock}${moved} WHERE "id" = $id`, {
    bind: {
      id: memberId,
      stage,
      lockUntil: lockUntil === null ? null : store.instant(lockUntil),
      since: since === null ? null : store.instant(since),
    },
    transaction,
  });
  // the next run looks at the member: what was held back by an earlier lock may be due
  await store.execute(
    `INSERT INTO {communityLabelTouches} ("memberId", "history", "seen") VALUES ($id, ${store.bool(false)}, ${store.bool(true)})`,
    { bind: { id: memberId }, transaction },
  );
}

async function record(
  { store, memberId, stage, reason, userId }: SetStageInput,
  from: string | null,
  at: number,
  transaction: Transaction,
): Promise<void> {
  await store.execute(
    `INSERT INTO {communityStageChanges} ("memberId", "from", "to", "evidence", "at", "origin", "reason", "userId")
     VALUES ($memberId, ${from === null ? 'NULL' : '$from'}, $stage, ${store.jsonColumn(store.text('$evidence'))}, ${store.instantParam('$at')}, 'manual',
       ${reason === null ? 'NULL' : '$reason'}, ${userId === null ? 'NULL' : '$userId'})`,
    {
      bind: { memberId, from, stage, evidence: '[]', at: store.instant(at), reason, userId },
      transaction,
    },
  );
}
