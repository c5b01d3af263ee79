import type { Condition } from '../../../common/conditions';
import type { Compiled, Interpreter } from '../compiled';

function joined(parts: Compiled[], operator: 'AND' | 'OR', empty: 'TRUE' | 'FALSE'): Compiled {
  return {
    sql: parts.length ? `(${parts.map(({ sql }) => sql).join(` ${operator} `)})` : empty,
    evidence: (row) => parts.flatMap((part) => part.evidence(row)),
  };
}

/** Every one holds; an empty list always does. */
export const all: Interpreter<{ all: Condition[] }> = {
  matches: (condition) => 'all' in condition,
  compile: (condition, _frame, path, recurse) =>
    joined(
      condition.all.map((part, i) => recurse(part, `${path}.all[${i}]`)),
      'AND',
      'TRUE',
    ),
};

/** At least one holds; an empty list never does. */
export const any: Interpreter<{ any: Condition[] }> = {
  matches: (condition) => 'any' in condition,
  compile: (condition, _frame, path, recurse) =>
    joined(
      condition.any.map((part, i) => recurse(part, `${path}.any[${i}]`)),
      'OR',
      'FALSE',
    ),
};

export const not: Interpreter<{ not: Condition }> = {
  matches: (condition) => 'not' in condition,
  compile: (condition, _frame, path, recurse) => {
    const inner = recurse(condition.not, `${path}.not`);
    return { sql: `(NOT ${inner.sql})`, evidence: inner.evidence };
  },
};
