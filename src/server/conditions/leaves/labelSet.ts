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
  const column = frame.expression(`${leaf}:${JSON.stringify(keys)}`, () => {
    if (!source) return '0';
    const bits = keys.map((key, i) => `WHEN ${frame.bound(key)} THEN ${2 ** i}`).join(' ');
    const named = keys.map((key) => frame.bound(key)).join(', ');
    return `COALESCE((SELECT SUM(CASE l."key" ${bits} END) FROM (${source}) AS l WHERE l."memberId" = ${memberIdOf(frame)} AND l."key" IN (${named})), 0)`;
  });
  return {
    sql: `(x."${column}" > 0)`,
    evidence: (row) => {
      const bits = Number(row[column] ?? 0);
      const value = keys.filter((_, i) => Math.floor(bits / 2 ** i) % 2 === 1);
      return [{ path, left: leaf, op: 'in', value, threshold: [...keys], met: value.length > 0 }];
    },
  };
}
