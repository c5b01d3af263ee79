import type { Condition } from '../../common/conditions';
import { compileCondition } from '../conditions';
import { chosenIds, labelFrame } from './frame';
import type { Chosen, LabellingInput } from './input';

/** A label that any number of members carry while its condition holds. */
export interface SetDefinition {
  /** Id of the segment or tag. */
  id: number;
  condition: Condition;
}

/** The table in which it stands who carries a label. */
export interface SetTable {
  /** `{collection}` with `memberId`. */
  table: string;
  /** Column of the label's id. */
  owner: string;
  /** Condition over the table's rows `k` that are kept by hand: conditions neither make nor end them. */
  byHand?: string;
}

/** What a member enters and leaves. */
export interface SetChange {
  memberId: number;
  entered: number[];
  left: number[];
}

/** Sets that share a statement: each is one bit of a number, and metrics of all of them share their scans. */
export const MOST_TOGETHER = 24;

interface Row extends Record<string, unknown> {
  id: number | string;
  now: number | string;
  was: number | string;
}

/**
 * Who enters and who leaves some sets, by one statement: every condition is evaluated over one frame, and only members for
 * whom the answer differs from what is on record come back.
 *
 * @param sets at most {@link MOST_TOGETHER}
 */
export async function setChanges(
  input: Omit<LabellingInput, 'gate'>,
  sets: readonly SetDefinition[],
  kept: SetTable,
  only: Chosen,
): Promise<SetChange[]> {
  if (!sets.length || only?.length === 0) return [];
  const { store } = input;
  const frame = labelFrame(input, only);
  const now = sets.map(({ condition }, i) => {
    const { sql } = compileCondition(condition, frame, `sets[${i}]`);
    return `CASE WHEN ${sql} THEN ${2 ** i} ELSE 0 END`;
  });
  const bits = `CASE k."${kept.owner}" ${sets.map(({ id }, i) => `WHEN ${Number(id)} THEN ${2 ** i}`).join(' ')} ELSE 0 END`;
  const byHand = kept.byHand ?? store.bool(false);
  const sum = (which: string) => `SUM(CASE WHEN ${which} THEN ${bits} ELSE 0 END)`;
  const { materialized } = store.sql;
  const statement = `WITH x AS ${materialized} (${frame.select()}),
    h AS ${materialized} (SELECT k."memberId", ${whole(store.dialect, sum(`NOT (${byHand})`))} AS "was", ${whole(store.dialect, sum(byHand))} AS "held"
      FROM ${kept.table} AS k WHERE k."${kept.owner}" IN (${sets.map(({ id }) => Number(id)).join(', ')})
      ${only ? ` AND k."memberId" IN (${chosenIds(input)})` : ''} GROUP BY k."memberId")
    SELECT y."id", y."now" - (y."now" & y."held") AS "now", y."was" FROM (
      SELECT x."id", ${now.join(' + ')} AS "now", COALESCE(h."was", 0) AS "was", COALESCE(h."held", 0) AS "held"
      FROM x LEFT JOIN h ON h."memberId" = x."id") AS y
    WHERE y."now" - (y."now" & y."held") <> y."was"`;
  const rows = await store.selectMuch<Row>(statement, { bind: frame.bind });
  return rows.map((row) => {
    const [is, was] = [Number(row.now), Number(row.was)];
    const ids = (bitsSet: number) => sets.filter((_, i) => (bitsSet & (2 ** i)) !== 0).map(({ id }) => id);
    return { memberId: Number(row.id), entered: ids(is & ~was), left: ids(was & ~is) };
  });
}

/** Sums are decimal numbers on PostgreSQL and MySQL, which know no bits. */
function whole(dialect: string, expression: string): string {
  if (dialect === 'postgres') return `CAST(${expression} AS bigint)`;
  return dialect === 'mysql' ? `CAST(${expression} AS SIGNED)` : expression;
}
