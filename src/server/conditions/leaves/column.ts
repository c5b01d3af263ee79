import type { LabelLeaf } from '../../../common/conditions';
import type { MetricFrame } from '../../metrics';
import type { Compiled } from '../compiled';

/** A label that stands in a text column of the frame and of which there is one at a time. */
export function labelColumn(
  leaf: LabelLeaf,
  keys: readonly string[],
  column: string,
  frame: MetricFrame,
  path: string,
): Compiled {
  return {
    sql: `COALESCE((x."${column}" IN (${keys.map((key) => frame.bound(key)).join(', ')})), FALSE)`,
    evidence: (row) => {
      const value = (row[column] ?? null) as string | null;
      return [{ path, left: leaf, op: 'in', value, threshold: [...keys], met: value !== null && keys.includes(value) }];
    },
  };
}

/** A column of the member's own record, beyond those that the subjects carry. */
export function memberColumn(frame: MetricFrame, name: string): string {
  return frame.expression(
    `member.${name}`,
    () => `(SELECT r."${name}" FROM {communityMembers} AS r WHERE r."id" = ${memberIdOf(frame)})`,
  );
}

/** @throws Error for groups: their conditions are validated to ask for no label */
export function memberIdOf(frame: MetricFrame): string {
  if (!frame.memberId) throw new Error('A group carries no labels.');
  return frame.memberId;
}
