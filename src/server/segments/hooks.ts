import type { Database, Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { canonical } from '../lifecycle';
import { jsonValue, type Store } from '../store';

interface HookOptions {
  transaction?: Transaction;
}

/** Whoever writes the rows: a changed condition is a new version, and what is gone is in no list any more. */
export function keepSegments(db: Database, store: Store): void {
  db.on('communitySegments.beforeUpdate', (row: Model) => {
    const meaning = (value: (name: string) => unknown) =>
      canonical([value('mode') ?? 'dynamic', jsonValue(value('condition') ?? null)]);
    const changed = meaning((name) => row.previous(name)) !== meaning((name) => row.get(name));
    const before = Number(row.previous('version') ?? 1);
    row.set('version', changed ? before + 1 : before);
  });
  const forget =
    (tables: readonly string[], column: string) =>
    async (row: Model, { transaction }: HookOptions): Promise<void> => {
      for (const table of tables)
        await store.execute(`DELETE FROM {${table}} WHERE "${column}" = $id`, {
          bind: { id: Number(row.get('id')) },
          transaction,
        });
    };
  db.on('communitySegments.afterDestroy', forget(['communitySegmentMembers', 'communitySegmentChanges'], 'segmentId'));
  db.on('communityTags.afterDestroy', forget(['communityMemberTags'], 'tagId'));
  db.on(
    'communityMembers.afterDestroy',
    forget(
      ['communitySegmentMembers', 'communitySegmentChanges', 'communityMemberTags', 'communityLabelChanges'],
      'memberId',
    ),
  );
}
