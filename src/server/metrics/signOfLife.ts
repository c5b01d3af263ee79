import type { MetricRequest, MetricSql } from './metric';

/**
 * Condition over daily facts `f`: a sign of life, or something of the kinds that were asked for. A return after a leave is a
 * sign of life that is filed under joins, the first join is none.
 */
export function signOfLife(request: MetricRequest, sql: Pick<MetricSql, 'within' | 'signsOfLife'>): string {
  const done = `(f."count" > 0 AND ${sql.within(sql.signsOfLife)})`;
  return request.kinds ? done : `(${done} OR (f."rejoins" > 0 AND ${sql.within(['join'])}))`;
}
