import type { CommunityZone } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import type { FrameKinds } from '../metrics';
import {
  inPipeline,
  findByIndex,
  joinColumns,
  lookUp,
  packColumns,
  unforeseen,
  updateFrom,
  type PackedColumns,
  type RowType,
  type Store,
  type WriteGate,
} from '../store';
import { evaluate } from './evaluate';
import { evidencePrinter } from './evidenceJson';
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
interface ChangeRow {
  memberId: number;
  from: string | null;
  to: string;
  ruleId: number;
  ruleKey: string;
  ruleVersion: number;
  /** JSON text. */
  evidence: string;
  origin: ChangeOrigin;
}

const CHANGE: Record<keyof ChangeRow, RowType> = {
  memberId: 'int',
  from: 'text',
  to: 'text',
  ruleId: 'int',
  ruleKey: 'text',
  ruleVersion: 'int',
  evidence: 'json',
  origin: 'text',
};

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
  const changes = await store.selectMuch<Change>(changing, { bind });
  // same transitions side by side: what they have in common travels once; and neighbours in tables and indexes
  changes.sort((a, b) => Number(a.t) - Number(b.t) || Number(a.id) - Number(b.id));
  const entered: Record<string, number> = {};
  for (const { t } of changes) {
    const { to } = transitions[Number(t)];
    entered[to] = (entered[to] ?? 0) + 1;
  }
  const print = evidencePrinter();
  const rowOf = (row: Change): ChangeRow => {
    const transition = transitions[Number(row.t)];
    const { from, to, rule } = transition;
    const memberId = Number(row.id);
    return {
      ...{ memberId, from, to, ruleId: rule.id, ruleKey: rule.key, ruleVersion: rule.version },
      evidence: print(evidenceOf(transition, row)),
      origin: origin(memberId),
    };
  };
  await inPipeline(changes, {
    size: PORTION,
    writers: gate.writers,
    checkpoint: input.checkpoint,
    prepare: (portion) => packColumns(store.dialect, CHANGE, valuesOf(portion.map(rowOf))),
    write: (packed) =>
      gate.runRedoable(async (transaction) => {
        await findByIndex(store, transaction);
        const moved = await moveStages(input, packed, transaction);
        await insertChanges(input, packed, { all: moved === packed.count, transaction });
      }),
  });
  return { changed: changes.length, entered };
}

const valuesOf = (rows: readonly ChangeRow[]) =>
  Object.fromEntries(Object.keys(CHANGE).map((name) => [name, rows.map((row) => row[name as keyof ChangeRow])]));

/** @returns how many were moved */
async function moveStages(
  { store, asOf, stageTable }: ClassifyInput,
  packed: PackedColumns,
  transaction: Transaction,
): Promise<number> {
  const { source, expressions, bind } = joinColumns(store.dialect, [packed]);
  const { memberId, from, to } = expressions;
  return store.change(
    updateFrom(store.dialect, {
      table: stageTable.table,
      source: `(SELECT ${memberId} AS "id", ${from} AS "from", ${to} AS "stage" FROM ${source} AS r)`,
      on: `t."${stageTable.key}" = s."id"`,
      set: { stage: 's."stage"', stageSince: store.instantParam('$at') },
      where: unforeseen(
        `NOT ${store.sql.isDistinct('t."stage"', 's."from"')} AND (t."stageSince" IS NULL OR t."stageSince" < ${store.instantParam('$at')})`,
      ),
    }),
    { bind: { ...bind, at: store.instant(asOf) }, transaction },
  );
}

/**
 * Records the changes of those who have just been moved.
 *
 * @param all whether these are all: nobody then has to be looked at again
 */
async function insertChanges(
  { store, asOf, runId, stageTable }: ClassifyInput,
  packed: PackedColumns,
  { all, transaction }: { all: boolean; transaction: Transaction },
): Promise<void> {
  const { source, expressions, bind } = joinColumns(store.dialect, [packed]);
  const names = Object.keys(CHANGE);
  const values = names.map((name) => (name === 'evidence' ? store.jsonColumn(expressions[name]) : expressions[name]));
  const those = lookUp(store.dialect, {
    table: stageTable.table,
    key: { [stageTable.key]: expressions.memberId },
    columns: ['stage', 'stageSince'],
  });
  const moved = `${those} WHERE a."stage" = ${expressions.to} AND a."stageSince" = ${store.instantParam('$at')}`;
  await store.execute(
    `INSERT INTO {communityStageChanges} (${names.map((name) => `"${name}"`).join(', ')}, "at", "runId")
     SELECT ${values.join(', ')}, ${store.instantParam('$at')}, ${runId === null ? 'NULL' : '$runId'}
     FROM ${source} AS r ${all ? '' : moved}`,
    { bind: { ...bind, at: store.instant(asOf), ...(runId === null ? {} : { runId }) }, transaction },
  );
}
