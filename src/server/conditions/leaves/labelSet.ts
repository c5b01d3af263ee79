import type { LabelLeaf } from '../../../common/conditions';
import type { MetricFrame } from '../../metrics';
import type { Compiled } from '../compiled';
import { memberIdOf } from './column';

/**
 * Labels of which a member may carry several. Which of those asked for it carries is one number, a bit for each, so that
 * the evidence can name them.
 *
 * @param source SELECT with the columns `memberId` and `key`; absent = nobody carries any
 */
export function labelSet(
  leaf: LabelLeaf | 'segment',
  keys: readonly string[],
  source: string | undefined,
  frame: MetricFrame,
  path: string,
): Compiled {
  const column = labelBits(`${leaf}:${JSON.stringify(keys)}`, keys, source, frame);
  return {
    sql: `(COALESCE(x."${column}", 0) > 0)`,
    evidence: (row) => {
      const bits = Number(row[column] ?? 0);
      const value = keys.filter((_, i) => Math.floor(bits / 2 ** i) % 2 === 1);
      return [{ path, left: leaf, op: 'in', value, threshold: [...keys], met: value.length > 0 }];
    },
  };
}

/** Members' labels are put together once for all of them; a membership looks at those of its member. */
function labelBits(name: string, keys: readonly string[], source: string | undefined, frame: MetricFrame): string {
  if (!source) return frame.expression(name, () => '0');
  const bits = keys.map((key, i) => `WHEN ${frame.bound(key)} THEN ${2 ** i}`).join(' ');
  const sum = `SUM(CASE l."key" ${bits} END)`;
  const from = `FROM (${source}) AS l WHERE l."key" IN (${keys.map((key) => frame.bound(key)).join(', ')})`;
  if (frame.subject === 'member')
    return frame.table(
      name,
      {},
      (sql) => `SELECT l."memberId", ${sum} AS "value" ${from}${sql.chosen('l')} GROUP BY l."memberId"`,
    );
  return frame.expression(name, () => `(SELECT ${sum} ${from} AND l."memberId" = ${memberIdOf(frame)})`);
}
