import type { Board, Figure } from '../../common/leaderboard';
import type { KindRow, Kinds } from '../configuration';
import { strangers } from '../metrics';
import type { Bind, Store } from '../store';

/** Community days, both included, as days and as the instants at which they begin and end; null = no limit. */
export interface RankedPeriod {
  from: string | null;
  to: string | null;
  /** Milliseconds; the first instant of the period, and the first after it. */
  start: number | null;
  end: number | null;
}

export interface LeaderboardScope {
  members(column: string): string;
  groups(column: string): string;
  /** Who may be seen at all, whatever the request's filter leaves: those whom a ranked member invited. */
  visible(column: string): string;
  bind: Bind;
}

/** A point is told to a thousandth: sums of fractions differ in the last digits, and ties should be ties. */
export const THOUSANDTHS = 1000;

/** Rows of one member each: where they come from, and what the figures are there. */
export interface Source {
  sql: string;
  member: string;
  figures: Partial<Record<Figure, string>>;
  bind: Bind;
}

/** The rows of a period that a figure of a board is counted in. */
export function sourceOf(
  store: Store,
  kinds: Kinds,
  board: Board,
  figure: Figure,
  { period, group }: { period: RankedPeriod; group: number | null },
  scope: LeaderboardScope,
): Source {
  return figure === 'arrived' || figure === 'stayed'
    ? arrivals(store, period, group, scope)
    : facts(store, kinds, board, period, group, scope);
}

/** Daily facts `f`. */
function facts(
  store: Store,
  kinds: Kinds,
  board: Board,
  { from, to }: RankedPeriod,
  group: number | null,
  scope: LeaderboardScope,
): Source {
  const bind: Bind = { ...scope.bind };
  const conditions = [
    scope.members('f."memberId"'),
    scope.groups('f."groupId"'),
    ...limits(bind, 'f."day"', from, to),
    ...(group === null ? [] : [`f."groupId" = $group`]),
  ];
  if (group !== null) bind.group = group;
  const kind = (row: Pick<KindRow, 'key'>, i: number) => {
    bind[`kind${i}`] = row.key;
    return `f."kind" = $kind${i}`;
  };
  const figures: Source['figures'] = {};
  if (board === 'contributors') {
    figures.points = pointsOf(store, kinds.rows, kind);
    const said = kinds.rows.flatMap((row, i) => (row.utterance ? [kind(row, i)] : []));
    figures.posts = `SUM(CASE WHEN ${said.join(' OR ') || store.bool(false)} THEN f."count" ELSE 0 END)`;
  } else if (board === 'inviters') {
    conditions.push(`f."kind" = 'invite'`);
    figures.invites = 'SUM(f."count")';
  } else {
    conditions.push('f."forwards" > 0');
    figures.forwards = 'SUM(f."forwards")';
  }
  return {
    sql: `{communityDailyFacts} AS f WHERE ${conditions.join(' AND ')}`,
    member: 'f."memberId"',
    figures,
    bind,
  };
}

/**
 * Thousandths of the points that facts earned: each day and kind in a group up to the kind's limit, as the scoring step
 * counts them, but without fading.
 */
function pointsOf(store: Store, rows: readonly KindRow[], kind: (row: KindRow, i: number) => string): string {
  const cases = rows.flatMap((row, i) => {
    if (row.weight === 0) return [];
    const raw = `f."count" * ${decimal(row.weight)}`;
    const worth = row.dailyCap === null ? raw : store.sql.least(store.sql.float(raw), decimal(row.dailyCap));
    return [`WHEN ${kind(row, i)} THEN ${worth}`];
  });
  if (!cases.length) return '0';
  const sum = `SUM(CASE ${cases.join(' ')} ELSE 0 END)`;
  return `CAST(ROUND(${store.sql.float(sum)} * ${THOUSANDTHS}) AS ${store.dialect === 'mysql' ? 'SIGNED' : 'BIGINT'})`;
}

/** Memberships `x` of people who were brought along and came in the period. */
function arrivals(store: Store, { start, end }: RankedPeriod, group: number | null, scope: LeaderboardScope): Source {
  const bind: Bind = { ...scope.bind };
  const conditions = [
    'x."inviterId" > 0',
    'x."inviterId" <> x."memberId"',
    scope.members('x."inviterId"'),
    scope.visible('x."memberId"'),
    scope.groups('x."groupId"'),
    isPerson(store, 'x."memberId"'),
    ...limits(bind, 'x."joinedAt"', start === null ? null : store.instant(start), null),
    ...(end === null ? [] : [`x."joinedAt" < $end`]),
    ...(group === null ? [] : [`x."groupId" = $group`]),
  ];
  if (end !== null) bind.end = store.instant(end);
  if (group !== null) bind.group = group;
  return {
    sql: `{communityMemberships} AS x WHERE ${conditions.join(' AND ')}`,
    member: 'x."inviterId"',
    figures: { arrived: 'COUNT(*)', stayed: `SUM(CASE WHEN x."status" = 'left' THEN 0 ELSE 1 END)` },
    bind,
  };
}

function limits(bind: Bind, column: string, from: string | null, to: string | null): string[] {
  if (from !== null) bind.from = from;
  if (to !== null) bind.to = to;
  return [...(from === null ? [] : [`${column} >= $from`]), ...(to === null ? [] : [`${column} <= $to`])];
}

/** Neither a bot nor of the own team, nor what stands for no person. They are few, so they are looked for once. */
export const isPerson = (store: Store, column: string): string =>
  `${column} <> 0 AND ${column} NOT IN (${strangers(store)})`;

/** A number, written so that databases compute with fractions. */
function decimal(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`Not a finite number among the kinds: ${value}`);
  return value.toExponential(17).replace('+', '');
}
