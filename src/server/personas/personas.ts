import { columnChanges, noteStates, recordChanges, updateMembers, type Chosen, type LabelChange } from '../labelling';
import type { ColumnChange, LabellingInput, LabelRules } from '../labelling';
import { strangers } from '../metrics';

/**
 * Gives every chosen member the persona of the first rule that holds. Where a rule cannot be evaluated, nobody's persona is
 * touched: those below it would take over members who are not theirs.
 *
 * @returns how many changed
 */
export async function refreshPersonas(
  input: LabellingInput,
  { rules, broken }: LabelRules,
  only: Chosen,
): Promise<number> {
  await noteStates(
    input,
    'communityRules',
    broken.map(({ id, error }) => ({ id, error: error.message })),
  );
  if (broken.length) return 0;
  const began = performance.now();
  const changes = await columnChanges(input, 'persona', rules, only);
  const costMs = (performance.now() - began) / Math.max(1, rules.length);
  await writeColumn(input, 'persona', changes);
  await noteStates(
    input,
    'communityRules',
    rules.map(({ id }) => ({ id, refreshedAt: input.asOf, costMs, error: null })),
  );
  return changes.length;
}

const KINDS = { persona: 'persona', rfmTier: 'tier' } as const;

/** Writes who carries another persona or tier now, and records it. */
export async function writeColumn(
  input: LabellingInput,
  column: 'persona' | 'rfmTier',
  changes: readonly ColumnChange[],
): Promise<void> {
  await updateMembers(
    input,
    { [column]: 'text' },
    changes.map(({ memberId, to }) => ({ memberId, [column]: to })),
  );
  await recordChanges(
    input,
    changes.flatMap(({ memberId, from, to }): LabelChange[] => [
      ...(from === null ? [] : [{ kind: KINDS[column], key: from, memberId, entered: false }]),
      ...(to === null ? [] : [{ kind: KINDS[column], key: to, memberId, entered: true }]),
    ]),
  );
}

/** Bots and the own team carry no label; who was made one of them loses it. */
export async function leaveOutStrangers(input: LabellingInput): Promise<void> {
  const { store, gate } = input;
  const rows = await store.select<{ id: number | string; persona: string | null; rfmTier: string | null }>(
    `SELECT m."id", m."persona", m."rfmTier" FROM (${strangers(store)}) AS x JOIN {communityMembers} AS m ON m."id" = x."id"
     WHERE (m."persona" IS NOT NULL OR m."rfmTier" IS NOT NULL OR m."rfmRecency" IS NOT NULL)`,
  );
  if (!rows.length) return;
  const gone = (column: 'persona' | 'rfmTier') =>
    rows
      .filter((row) => row[column] !== null)
      .map((row): ColumnChange => ({ memberId: Number(row.id), from: row[column], to: null }));
  await writeColumn(input, 'persona', gone('persona'));
  await writeColumn(input, 'rfmTier', gone('rfmTier'));
  await gate.run((transaction) =>
    store.execute(
      `UPDATE {communityMembers} SET "rfmRecency" = NULL, "rfmFrequency" = NULL, "rfmMonetary" = NULL WHERE ${strangers} AND "rfmRecency" IS NOT NULL`,
      { transaction },
    ),
  );
}
