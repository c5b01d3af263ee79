import type { CommunityZone } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import type { FrameKinds } from '../metrics';
import { rowsJson, rowSource, updateFrom, type Store, type WriteGate } from '../store';
import { evaluate } from './evaluate';
import type { Lifecycle } from './rule';
import type { StageTable } from './subjects';
import { evidenceOf } from './transitions';

export type ChangeOrigin = 'live' | 'replay' | 'import' | 'edit' | 'manual';

export interface ClassifyInput {
  store: Store;
  gate: WriteGate;
  zone: CommunityZone;
  kinds: FrameKinds;
  lifecycle: Lifecycle;
  /** Milliseconds. Changes are stamped with it. */
  asOf: number;
  /** How a member's change comes about. */
  origin: (memberId: number) => ChangeOrigin;
  runId: number | null;
  stageTable: StageTable;
  /** Called between transactions; ends the work by throwing. */
  checkpoint?: () => Promise<void> | void;
}

export interface Classified {
  changed: number;
  /** Changes by new stage. */
  entered: Record<string, number>;
}

/** Changes written by one transaction. */
const PORTION = 4000;

interface Change extends Record<string, unknown> {
  id: number | string;
  stage: string | null;
  t: number | string;
}

/** One row to be written. */
type ChangeRow = Array<string | number | null>;

/**
 * Evaluates every rule for every subject at one instant and records who changes stage, with the numbers that decided it.
 * A member whose stage has changed since the evaluation (by hand, for example) is left alone.
 */
export async function classify(input: ClassifyInput): Promise<Classified> {
  const { store, gate, origin, stageTable } = input;
  const { transitions, changing, bind } = evaluate({
    store,
    zone: input.zone,
    kinds: input.kinds,
    lifecycle: input.lifecycle,
    asOf: input.asOf,
    subjects: stageTable.subjects,
    subjectBind: stageTable.bind,
    only: stageTable.only,
  });
  const changes = await store.select<Change>(changing, { bind });
  const entered: Record<string, number> = {};
  for (let i = 0; i < changes.length; i += PORTION) {
    await input.checkpoint?.();
    const portion = changes.slice(i, i + PORTION).map((row): ChangeRow => {
      const transition = transitions[Number(row.t)];
      const { from, to, rule } = transition;
      entered[to] = (entered[to] ?? 0) + 1;
      const memberId = Number(row.id);
      const evidence = JSON.stringify(evidenceOf(transition, row));
      return [memberId, from, to, rule.id, rule.key, rule.version, evidence, origin(memberId)];
    });
    await gate.run(async (transaction) => {
      await moveStages(input, portion, transaction);
      await insertChanges(input, portion, transaction);
    });
  }
  return { changed: changes.length, entered };
}

async function moveStages(
  { store, asOf, stageTable }: ClassifyInput,
  rows: readonly ChangeRow[],
  transaction: Transaction,
): Promise<void> {
  await store.execute(
    updateFrom(store.dialect, {
      table: stageTable.table,
      source: rowSource(store.dialect, 'rows', { id: 'int', from: 'text', stage: 'text' }),
      on: `t."${stageTable.key}" = s."id"`,
      set: { stage: 's."stage"', stageSince: store.instantParam('$at') },
      where: `NOT ${store.sql.isDistinct('t."stage"', 's."from"')} AND (t."stageSince" IS NULL OR t."stageSince" < ${store.instantParam('$at')})`,
    }),
    { bind: { rows: rowsJson(rows.map(([id, from, to]) => [id, from, to])), at: store.instant(asOf) }, transaction },
  );
}

/** Records the changes of those who have just been moved. */
async function insertChanges(
  { store, asOf, runId, stageTable }: ClassifyInput,
  rows: readonly ChangeRow[],
  transaction: Transaction,
): Promise<void> {
  const source = rowSource(store.dialect, 'rows', {
    memberId: 'int',
    from: 'text',
    to: 'text',
    ruleId: 'int',
    ruleKey: 'text',
    ruleVersion: 'int',
    evidence: 'json',
    origin: 'text',
  });
  await store.execute(
    `INSERT INTO {communityStageChanges} ("memberId", "from", "to", "ruleId", "ruleKey", "ruleVersion", "evidence", "at", "origin", "runId")
     SELECT r."memberId", r."from", r."to", r."ruleId", r."ruleKey", r."ruleVersion", ${store.jsonColumn('r."evidence"')}, ${store.instantParam('$at')}, r."origin", ${runId === null ? 'NULL' : '$runId'}
     FROM ${source} AS r ${store.sql.drivenJoin} ${stageTable.table} AS t
       ON t."${stageTable.key}" = r."memberId" AND t."stage" = r."to" AND t."stageSince" = ${store.instantParam('$at')}`,
    { bind: { rows: rowsJson(rows), at: store.instant(asOf), ...(runId === null ? {} : { runId }) }, transaction },
  );
}
