import type { CommunityZone } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import type { FrameKinds } from '../metrics';
import { rowsJson, rowSource, updateFrom, type Bind, type Store, type WriteGate } from '../store';
import { evaluate } from './evaluate';
import type { Lifecycle } from './rule';
import { evidenceOf } from './transitions';

export type ChangeOrigin = 'live' | 'replay' | 'import' | 'edit' | 'manual';

/** Where the present stage of the members to be classified stands. */
export interface StageTable {
  /** SELECT with `id`, `stage`, `stageSince`, `firstSeenAt`, `lastActiveAt`. */
  subjects: string;
  bind?: Bind;
  /** `{collection}` and its key column, updated with the new stage. */
  table: string;
  key: string;
}

export interface ClassifyInput {
  store: Store;
  gate: WriteGate;
  zone: CommunityZone;
  kinds: FrameKinds;
  lifecycle: Lifecycle;
  /** Milliseconds. Changes are stamped with it. */
  asOf: number;
  origin: ChangeOrigin;
  runId: number | null;
  stageTable: StageTable;
}

/** Changes written by one transaction. */
const PORTION = 4000;

interface Change extends Record<string, unknown> {
  id: number | string;
  stage: string | null;
  t: number | string;
}

/**
 * Evaluates every rule for every subject at one instant and records who changes stage, with the numbers that decided it.
 *
 * @returns number of changes by new stage
 */
export async function classify(input: ClassifyInput): Promise<Record<string, number>> {
  const { store, gate, lifecycle, asOf, stageTable } = input;
  const { transitions, changing, bind } = evaluate({
    store,
    zone: input.zone,
    kinds: input.kinds,
    lifecycle,
    asOf,
    subjects: stageTable.subjects,
    subjectBind: stageTable.bind,
  });
  const changes = await store.select<Change>(changing, { bind });
  const counts: Record<string, number> = {};
  for (let i = 0; i < changes.length; i += PORTION) {
    const portion = changes.slice(i, i + PORTION).map((row) => {
      const transition = transitions[Number(row.t)];
      counts[transition.to] = (counts[transition.to] ?? 0) + 1;
      return { memberId: Number(row.id), transition, evidence: evidenceOf(transition, row) };
    });
    await gate.run(async (transaction) => {
      await insertChanges(
        input,
        portion.map(({ memberId, transition, evidence }) => [
          memberId,
          transition.from,
          transition.to,
          transition.rule.id,
          transition.rule.key,
          transition.rule.version,
          JSON.stringify(evidence),
        ]),
        transaction,
      );
      await moveStages(
        input,
        portion.map(({ memberId, transition }) => [memberId, transition.to]),
        transaction,
      );
    });
  }
  return counts;
}

async function insertChanges(
  { store, asOf, origin, runId }: ClassifyInput,
  rows: Array<Array<string | number | null>>,
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
  });
  await store.execute(
    `INSERT INTO {communityStageChanges} ("memberId", "from", "to", "ruleId", "ruleKey", "ruleVersion", "evidence", "at", "origin", "runId")
     SELECT r."memberId", r."from", r."to", r."ruleId", r."ruleKey", r."ruleVersion", ${store.jsonColumn('r."evidence"')}, ${store.instantParam('$at')}, ${store.text('$origin')}, ${runId === null ? 'NULL' : '$runId'}
     FROM ${source} AS r`,
    {
      bind: { rows: rowsJson(rows), at: store.instant(asOf), origin, ...(runId === null ? {} : { runId }) },
      transaction,
    },
  );
}

async function moveStages(
  { store, asOf, stageTable }: ClassifyInput,
  rows: Array<Array<string | number>>,
  transaction: Transaction,
): Promise<void> {
  await store.execute(
    updateFrom(store.dialect, {
      table: stageTable.table,
      source: rowSource(store.dialect, 'rows', { id: 'int', stage: 'text' }),
      on: `t."${stageTable.key}" = s."id"`,
      set: { stage: 's."stage"', stageSince: store.instantParam('$at') },
    }),
    { bind: { rows: rowsJson(rows), at: store.instant(asOf) }, transaction },
  );
}
