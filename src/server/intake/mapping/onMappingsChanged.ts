import type { Database, Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';

/** Calls `act` after a mapping was added, changed or removed for good. A failure is the caller's to report. */
export function onMappingsChanged(db: Database, act: (mappingId: number) => Promise<void>): void {
  const listener = async (model: Model, { transaction }: { transaction?: Transaction | null }): Promise<void> => {
    const id = Number(model.get('id'));
    if (transaction) transaction.afterCommit(() => act(id));
    else await act(id);
  };
  db.on('communityMappings.afterSave', listener);
  db.on('communityMappings.afterDestroy', listener);
}
