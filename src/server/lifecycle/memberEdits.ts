import type { Database, Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import type { Store } from '../store';

/** Fields of a member, editable by operators, that decide whether and how a stage is given. */
const DECIDING = ['stageLockedUntil', 'isTeam', 'isBot'];

/** Has members looked at again after an operator changed what decides about their stage, e.g. lifted a lock. */
export function onMembersEdited(db: Database, store: Store, onEdited: () => void): void {
  db.on('communityMembers.afterUpdate', async (member: Model, { transaction }: { transaction?: Transaction }) => {
    if (!DECIDING.some((name) => member.changed(name))) return;
    await store.execute(
      `INSERT INTO {communityLabelTouches} ("memberId", "history", "seen") VALUES ($memberId, ${store.bool(false)}, ${store.bool(false)})`,
      { bind: { memberId: Number(member.get('id')) }, transaction },
    );
    if (transaction) transaction.afterCommit(() => onEdited());
    else onEdited();
  });
}
