import type { Database } from '@nocobase/database';

/** The three ways of writing SQL that we support; MariaDB counts as `mysql`, KingbaseES as `postgres`. */
export type Dialect = 'sqlite' | 'postgres' | 'mysql';

/** @throws Error for a database that the plugin has no dialect for */
export function dialectOf(db: Database): Dialect {
  if (db.inDialect('sqlite')) return 'sqlite';
  if (db.isPostgresCompatibleDialect()) return 'postgres';
  if (db.isMySQLCompatibleDialect()) return 'mysql';
  throw new Error(
    `Unsupported database dialect: ${db.sequelize.getDialect()}. Supported: sqlite, postgres, mysql, mariadb.`,
  );
}

/** How each database spells what standard SQL leaves open. Arguments are SQL expressions, never user text. */
export interface DialectSql {
  /** Instant expression → milliseconds since 1970 as an integer. */
  epochMs(instant: string): string;
  /** Calendar day expression → days since 1970-01-01 as a number. */
  dayNumber(day: string): string;
  /** Calendar day expression → `YYYY-MM-DD` text. */
  dayText(day: string): string;
  /** 2 to the power of x. */
  exp2(x: string): string;
  least(a: string, b: string): string;
  round1(x: string): string;
  isDistinct(a: string, b: string): string;
  /**
   * Join keyword between a bound set of rows and a large table that makes the rows drive: without statistics of the bound
   * rows a planner may walk the table instead. Takes an ON like any join.
   */
  drivenJoin: string;
  /** Keyword after a CTE's AS that keeps its rows from being computed again at each reference; '' where there is none. */
  materialized: string;
  /** Cast to a floating point number, so that a division keeps its fraction. */
  float(x: string): string;
}

export const DIALECT_SQL: Record<Dialect, DialectSql> = {
  sqlite: {
    epochMs: (x) => `CAST(ROUND((julianday(${x}) - 2440587.5) * 86400000) AS INTEGER)`,
    dayNumber: (x) => `(julianday(${x}) - 2440587.5)`,
    dayText: (x) => x,
    exp2: (x) => `pow(2.0, ${x})`,
    least: (a, b) => `MIN(${a}, ${b})`,
    round1: (x) => `ROUND(${x}, 1)`,
    isDistinct: (a, b) => `(${a} IS NOT ${b})`,
    drivenJoin: 'CROSS JOIN',
    materialized: 'MATERIALIZED',
    float: (x) => `CAST(${x} AS REAL)`,
  },
  postgres: {
    // EXTRACT reckons in decimal numbers, which takes several times longer; a double holds milliseconds exactly
    epochMs: (x) => `CAST(date_part('epoch', ${x}) * 1000 AS BIGINT)`,
    dayNumber: (x) => `(${x} - DATE '1970-01-01')`,
    dayText: (x) => `TO_CHAR(${x}, 'YYYY-MM-DD')`,
    exp2: (x) => `power(2.0::float8, ${x})`,
    least: (a, b) => `LEAST(${a}, ${b})`,
    round1: (x) => `(ROUND(CAST(${x} AS NUMERIC), 1)::float8)`,
    isDistinct: (a, b) => `(${a} IS DISTINCT FROM ${b})`,
    drivenJoin: 'JOIN',
    materialized: 'MATERIALIZED',
    float: (x) => `CAST(${x} AS DOUBLE PRECISION)`,
  },
  mysql: {
    epochMs: (x) => `(TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', ${x}) DIV 1000)`,
    dayNumber: (x) => `DATEDIFF(${x}, '1970-01-01')`,
    dayText: (x) => `DATE_FORMAT(${x}, '%Y-%m-%d')`,
    exp2: (x) => `POW(2e0, ${x})`,
    least: (a, b) => `LEAST(${a}, ${b})`,
    round1: (x) => `ROUND(${x}, 1)`,
    isDistinct: (a, b) => `(NOT (${a} <=> ${b}))`,
    drivenJoin: 'STRAIGHT_JOIN',
    materialized: '',
    float: (x) => `(${x} + 0e0)`,
  },
};

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

/** An instant as the database's own text form, for binding in raw SQL. */
export function instantText(dialect: Dialect, ms: number): string {
  const d = new Date(ms);
  const text =
    `${pad(d.getUTCFullYear(), 4)}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())} ` +
    `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}.${pad(d.getUTCMilliseconds(), 3)}`;
  return dialect === 'mysql' ? text : `${text} +00:00`;
}
