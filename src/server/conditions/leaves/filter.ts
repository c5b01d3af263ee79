import type { Compiled, Interpreter } from '../compiled';
import { filterSelect } from '../filter/select';

/** The record is one that the host's filter admits. */
export const filter: Interpreter<{ filter: Record<string, unknown> }> = {
  matches: (condition) => 'filter' in condition,
  compile(condition, frame, path): Compiled {
    const column = frame.expression(
      `filter:${JSON.stringify(condition.filter)}`,
      () => `CASE WHEN m."id" IN (${filterSelect(condition.filter, frame)}) THEN 1 ELSE 0 END`,
    );
    return {
      sql: `(x."${column}" = 1)`,
      evidence: (row) => {
        const met = Number(row[column]) === 1;
        return [{ path, left: 'filter', op: 'matches', value: met, threshold: null, met }];
      },
    };
  },
};
