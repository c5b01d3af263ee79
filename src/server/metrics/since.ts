import type { MetricRequest, MetricSql } from './metric';

/** Days from an instant to `asOf`, fraction included. */
export function daysUntilAsOf(sql: MetricSql, instant: string): string {
  return `(${sql.dialect.float(`${sql.asOfMs} - ${sql.dialect.epochMs(instant)}`)} / 86400000)`;
}

/** Condition over daily facts `f` that the thing happened. */
function happened(request: MetricRequest, sql: MetricSql): string {
  const named = `(f."count" > 0 AND ${sql.within(sql.signsOfLife)})`;
  if (request.kinds) return named;
  return request.groups ? `(${named} OR (f."rejoins" > 0 AND ${sql.within()}))` : `(${named} OR f."rejoins" > 0)`;
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
    `{communityDailyFacts} AS f WHERE ${sql.own('f')} AND ${day} AND ${happened(request, sql)}`;
  const day = `(SELECT f."day" FROM ${rows(`f."day" <= ${sql.asOfDay()}`)} ORDER BY f."day" ${order} LIMIT 1)`;
  return `(SELECT ${instant} FROM ${rows(`f."day" = ${day}`)})`;
}
