import type { Transaction } from 'sequelize';
import { upsert, type Store, type WriteGate } from '../../store';

/** How far a workflow is: changes up to `position` are dealt with, those up to `upTo` are on their way. */
export interface ChangePosition {
  position: number;
  upTo: number | null;
}

/** Collections in which changes are recorded that start workflows. */
export type ChangeSource = 'communityStageChanges' | 'communitySegmentChanges';

/** The rows of `communityTriggerPositions` of one kind of changes. */
export class ChangePositions {
  constructor(
    private readonly store: Store,
    private readonly gate: WriteGate,
    private readonly source: ChangeSource = 'communityStageChanges',
  ) {}

  /**
   * A workflow that has no position yet begins with the next change, not in the past. One that has been switched off
   * meanwhile gets none: it would go on from here when it is switched on again.
   */
  async beginAtEnd(workflowKey: string, transaction?: Transaction): Promise<void> {
    const { store } = this;
    const statement = upsert(store.dialect, {
      table: '{communityTriggerPositions}',
      columns: ['workflowKey', 'source', 'position'],
      select: `SELECT b.* FROM (SELECT ${store.text('$workflowKey')} AS "workflowKey", ${store.text('$source')} AS "source", COALESCE(MAX(c."id"), 0) AS "position" FROM {${this.source}} AS c) AS b
        WHERE EXISTS (SELECT 1 FROM {workflows} AS w WHERE w."key" = $workflowKey AND w."enabled" = ${store.bool(true)})`,
      key: ['workflowKey'],
    });
    await this.write(statement, { workflowKey, source: this.source }, transaction);
  }

  async remove(workflowKey: string, transaction?: Transaction): Promise<void> {
    const statement = 'DELETE FROM {communityTriggerPositions} WHERE "workflowKey" = $workflowKey';
    await this.write(statement, { workflowKey }, transaction);
  }

  async all(): Promise<Map<string, ChangePosition>> {
    const rows = await this.store.select<{ workflowKey: string; position: number; upTo: number | null }>(
      'SELECT p."workflowKey", p."position", p."upTo" FROM {communityTriggerPositions} AS p WHERE p."source" = $source',
      { bind: { source: this.source } },
    );
    return new Map(
      rows.map(({ workflowKey, position, upTo }) => [
        workflowKey,
        { position: Number(position), upTo: upTo === null ? null : Number(upTo) },
      ]),
    );
  }

  /** Decides which changes go into the next executions: those after the position, up to this id. */
  async claim(workflowKey: string, upTo: number): Promise<void> {
    const statement = 'UPDATE {communityTriggerPositions} SET "upTo" = $upTo WHERE "workflowKey" = $workflowKey';
    await this.write(statement, { workflowKey, upTo });
  }

  /** Changes up to this id are dealt with. */
  async advance(workflowKey: string, position: number): Promise<void> {
    const statement =
      'UPDATE {communityTriggerPositions} SET "position" = $position, "upTo" = NULL WHERE "workflowKey" = $workflowKey';
    await this.write(statement, { workflowKey, position });
  }

  /** Within a transaction of the host, or in one of ours. */
  private async write(statement: string, bind: Record<string, string | number>, within?: Transaction): Promise<void> {
    await this.gate.runWithin(within, (transaction) => this.store.execute(statement, { bind, transaction }));
  }
}
