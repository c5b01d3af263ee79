import type { MetricRequest, MetricSql } from './metric';
import { signOfLife } from './signOfLife';

/** Days from an instant to `asOf`, fraction included. */
export function daysUntilAsOf(sql: MetricSql, instant: string): string {
  return `(${sql.dialect.float(`${sql.asOfMs} - ${sql.dialect.epochMs(instant)}`)} / 86400000)`;
}

/** When it last happened by `asOf`: the newest day is found by the index on member and day, then its latest instant. */
export function lastInFacts(request: MetricRequest, sql: MetricSql): string {
  return inFacts(request, sql, 'DESC', 'MAX(f."lastAt")');
}

/** When it first happened by `asOf`. */
export function firstInFacts(request: MetricRequest, sql: MetricSql): string {
  return inFacts(request, sql, 'ASC', 'MIN(f."firstAt")');
}

function inFacts(request: MetricRequest, sql: MetricSql, order: 'ASC' | 'DESC', instant: string): string {
  const rows = (day: string) =>
    `{communityDailyFacts} AS f WHERE ${sql.own('f')} AND ${day} AND ${signOfLife(request, sql)}`;
  const day = `(SELECT f."day" FROM ${rows(`f."day" <= ${sql.asOfDay()}`)} ORDER BY f."day" ${order} LIMIT 1)`;
  return `(SELECT ${instant} FROM ${rows(`f."day" = ${day}`)})`;
}
