import type { Condition } from '../../common/conditions';
import { compileCondition } from '../conditions';
import { labelFrame } from './frame';
import type { Chosen, LabellingInput } from './input';

/** A label of which a member carries one at a time, and when it is given. */
export interface ColumnRule {
  to: string;
  condition: Condition;
}

/** A member whose label changes. */
export interface ColumnChange {
  memberId: number;
  from: string | null;
  to: string | null;
}

/**
 * Whose label in a column of the members' is another than the first rule that holds would give.
 *
 * @param column text column of `communityMembers`
 * @param rules in the order in which they are tried; nobody carries a label that none of them gives
 */
export async function columnChanges(
  input: Omit<LabellingInput, 'gate'>,
  column: 'persona' | 'rfmTier',
  rules: readonly ColumnRule[],
  only: Chosen,
): Promise<ColumnChange[]> {
  if (only?.length === 0) return [];
  const { store } = input;
  const frame = labelFrame(input, only);
  const cases = rules.map(
    ({ condition }, i) =>
      `WHEN ${compileCondition(condition, frame, `rules[${i}]`).sql} THEN ${frame.bound(rules[i].to)}`,
  );
  const now = cases.length ? store.text(`CASE ${cases.join(' ')} END`) : store.text('NULL');
  const rows = await store.selectMuch<{ id: number | string; was: string | null; now: string | null }>(
    `WITH x AS ${store.sql.materialized} (${frame.select()})
     SELECT y."id", y."was", y."now" FROM (SELECT x."id", m."${column}" AS "was", ${now} AS "now"
       FROM x JOIN {communityMembers} AS m ON m."id" = x."id") AS y
     WHERE ${store.sql.isDistinct('y."now"', 'y."was"')}`,
    { bind: frame.bind },
  );
  return rows.map(({ id, was, now: to }) => ({ memberId: Number(id), from: was ?? null, to: to ?? null }));
}
