import type { CompareCondition, Comparison, Evidence, Value } from '../../../common/conditions';
import type { Compiled, Interpreter } from '../compiled';
import { operand } from '../values';

const SQL_OPERATORS: Record<Exclude<Comparison, 'between'>, string> = {
  '>': '>',
  '>=': '>=',
  '=': '=',
  '!=': '<>',
  '<=': '<=',
  '<': '<',
};

const HOLDS: Record<Exclude<Comparison, 'between'>, (a: number, b: number) => boolean> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<=': (a, b) => a <= b,
  '<': (a, b) => a < b,
};

/** A value against another one. What has no value (never happened, no such member) meets no comparison. */
export const compare: Interpreter<CompareCondition> = {
  matches: (condition) => 'left' in condition,
  compile({ left, op, right }, frame, path): Compiled {
    const a = operand(left, frame);
    const bounds = (Array.isArray(right) ? right : [right]).map((value) => operand(value, frame));
    const [value, first] = [a.sql('x'), bounds[0].sql('x')];
    const sql =
      op === 'between'
        ? `${value} >= ${first} AND ${value} <= ${bounds[1].sql('x')}`
        : `${value} ${SQL_OPERATORS[op]} ${first}`;
    return {
      sql: `COALESCE((${sql}), FALSE)`,
      evidence: (row) => [
        evidence(
          path,
          left,
          op,
          a.read(row),
          bounds.map((bound) => bound.read(row)),
        ),
      ],
    };
  },
};

function evidence(
  path: string,
  left: Value,
  op: Comparison,
  value: number | null,
  bounds: Array<number | null>,
): Evidence {
  const numbers = bounds.every((bound): bound is number => bound !== null) ? (bounds as number[]) : null;
  let met = false;
  if (value !== null && numbers) {
    met = op === 'between' ? value >= numbers[0] && value <= numbers[1] : HOLDS[op](value, numbers[0]);
  }
  const threshold = op === 'between' ? numbers : (bounds[0] ?? null);
  return { path, left, op, value, threshold, met };
}
