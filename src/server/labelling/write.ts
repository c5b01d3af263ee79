import { joinColumns, packColumns, updateFrom, type Cell, type RowColumns } from '../store';
import type { LabellingInput } from './input';

/** Rows written by one transaction. */
export const PORTION = 4000;

/** One row that is recorded of a label that begins or ends. */
export interface LabelChange {
  kind: 'persona' | 'tag' | 'tier';
  key: string;
  memberId: number;
  entered: boolean;
}

/** Does something to rows, a portion and a transaction at a time. */
export async function inPortions<T>(
  { checkpoint }: Pick<LabellingInput, 'checkpoint'>,
  rows: readonly T[],
  write: (portion: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let i = 0; i < rows.length; i += PORTION) {
    await checkpoint?.();
    await write(rows.slice(i, i + PORTION));
  }
}

/** Columns of rows, one list a column. */
export const listed = <T>(rows: readonly T[], columns: readonly string[]): Record<string, Cell[]> =>
  Object.fromEntries(columns.map((name) => [name, rows.map((row) => (row as Record<string, Cell>)[name])]));

/**
 * Sets columns of members, leaving those alone that have the values already.
 *
 * @param rows with `memberId` and a value for each of the columns
 */
export async function updateMembers(
  input: LabellingInput,
  columns: RowColumns,
  rows: ReadonlyArray<{ memberId: number }>,
): Promise<void> {
  const { store, gate } = input;
  const types: RowColumns = { memberId: 'int', ...columns };
  await inPortions(input, rows, async (portion) => {
    const packed = packColumns(store.dialect, types, listed(portion, Object.keys(types)));
    const { source, expressions, bind } = joinColumns(store.dialect, [packed]);
    const names = Object.keys(types);
    await gate.runRedoable((transaction) =>
      store.execute(
        updateFrom(store.dialect, {
          table: '{communityMembers}',
          source: `(SELECT ${names.map((name) => `${expressions[name]} AS "${name}"`).join(', ')} FROM ${source} AS r)`,
          on: 't."id" = s."memberId"',
          set: Object.fromEntries(Object.keys(columns).map((name) => [name, `s."${name}"`])),
        }),
        { bind, transaction },
      ),
    );
  });
}

const CHANGE: RowColumns = { kind: 'text', key: 'text', memberId: 'int', entered: 'bool' };

/** Records who came to carry labels and who does no longer. */
export async function recordChanges(input: LabellingInput, changes: readonly LabelChange[]): Promise<void> {
  const { store, gate, asOf } = input;
  const names = Object.keys(CHANGE);
  await inPortions(input, changes, async (portion) => {
    const { source, expressions, bind } = joinColumns(store.dialect, [
      packColumns(store.dialect, CHANGE, listed(portion, names)),
    ]);
    await gate.runRedoable((transaction) =>
      store.execute(
        `INSERT INTO {communityLabelChanges} (${names.map((name) => `"${name}"`).join(', ')}, "at")
         SELECT ${names.map((name) => expressions[name]).join(', ')}, ${store.instantParam('$at')} FROM ${source} AS r`,
        { bind: { ...bind, at: store.instant(asOf) }, transaction },
      ),
    );
  });
}
