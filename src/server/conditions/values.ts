import type { Value } from '../../common/conditions';
import type { MetricFrame } from '../metrics';
import type { FrameRow } from './compiled';

/** A value as SQL over a table with the frame's columns, and as read from one of its rows. */
export interface Operand {
  sql(alias: string): string;
  /** Null = there is no value. */
  read(row: FrameRow): number | null;
}

export function operand(value: Value, frame: MetricFrame): Operand {
  if (typeof value === 'number') {
    // a number of our own, already checked to be finite: written out, since a bound one would need a type on PostgreSQL
    const text =
      Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : value.toExponential().replace('+', '');
    return { sql: () => text, read: () => value };
  }
  if ('metric' in value) return ofColumn(frame.column(value));
  if ('ratio' in value) {
    const [a, b] = value.ratio.map((part) => operand(part, frame));
    const { float } = frame.store.sql;
    return {
      sql: (alias) => `(${float(a.sql(alias))} / NULLIF(${float(b.sql(alias))}, 0))`,
      read: (row) => {
        const [above, below] = [a.read(row), b.read(row)];
        return above === null || below === null || below === 0 ? null : above / below;
      },
    };
  }
  if ('mean' in value) return ofColumn(frame.statistic({ of: 'mean' }, operand(value.mean, frame).sql('b')));
  const { percentile, of } = value;
  return ofColumn(frame.statistic({ of: 'percentile', percent: percentile }, operand(of, frame).sql('b')));
}

function ofColumn(column: string): Operand {
  return {
    sql: (alias) => `${alias}."${column}"`,
    read: (row) => (row[column] == null ? null : Number(row[column])),
  };
}
