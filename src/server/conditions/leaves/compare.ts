import type { CompareCondition, Comparison, Evidence, Value } from '../../../common/conditions';
import type { MetricFrame } from '../../metrics';
import type { Compiled, FrameRow, Interpreter } from '../compiled';

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

interface Operand {
  sql: string;
  read(row: FrameRow): number | null;
}

/** A value against another one. What has no value (never happened, no such member) meets no comparison. */
export const compare: Interpreter<CompareCondition> = {
  matches: (condition) => 'left' in condition,
  compile({ left, op, right }, frame, path): Compiled {
    const a = operand(left, frame);
    const bounds = (Array.isArray(right) ? right : [right]).map((value) => operand(value, frame));
    const sql =
      op === 'between'
        ? `${a.sql} >= ${bounds[0].sql} AND ${a.sql} <= ${bounds[1].sql}`
        : `${a.sql} ${SQL_OPERATORS[op]} ${bounds[0].sql}`;
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

function operand(value: Value, frame: MetricFrame): Operand {
  if (typeof value === 'number') {
    // a number of our own, already checked to be finite: written out, since a bound one would need a type on PostgreSQL
    return { sql: Number.isInteger(value) ? `${value}.0` : String(value), read: () => value };
  }
  if (!('metric' in value)) throw new Error('Only numbers and metrics can be compared so far.');
  const column = frame.column(value);
  return { sql: `x."${column}"`, read: (row) => (row[column] == null ? null : Number(row[column])) };
}

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
