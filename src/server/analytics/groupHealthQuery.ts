import { dayLabel, dayNumberOf, type CommunityZone } from '@community-crm/community-model';
import type { HealthSteps } from '../../common/groupHealth';
import { rowsJson, rowSource, type Bind, type Store } from '../store';

export interface GroupHealthQuery {
  /** Group ids; null = the busiest. */
  groups: number[] | null;
  /** Community days, both included, none after the present one. */
  from: string;
  to: string;
  step: HealthSteps;
  /** Milliseconds. */
  asOf: number;
}

/** Whose activity counts, and what of the groups may be told. */
export interface GroupHealthScope {
  /** Conditions over a member id and a group id column. */
  members(column: string): string;
  groups(column: string): string;
  bind: Bind;
  /** Whether nobody is left out, so that what others answered and Telegram's own count may be told. */
  everybody: boolean;
  titles: boolean;
  memberCounts: boolean;
}

/** A period of whole community days. */
export interface Period {
  from: string;
  to: string;
}

export const shifted = (day: string, days: number): string => dayLabel(dayNumberOf(day) + days);

/** As many days right before. */
export function before({ from, to }: Period): Period {
  const days = dayNumberOf(to) - dayNumberOf(from) + 1;
  return { from: shifted(from, -days), to: shifted(from, -1) };
}

/** Days of a period that have passed, with their fraction. */
export function daysPassed(zone: CommunityZone, { from, to }: Period, asOf: number): number {
  const end = Math.min(zone.dayStart(shifted(to, 1)), asOf);
  return Math.max(0, end - zone.dayStart(from)) / 86_400_000;
}

/** What the statements of group health have in common: groups, members, days. */
export class HealthSql {
  readonly bind: Bind;
  readonly earlier: Period;

  constructor(
    readonly store: Store,
    readonly query: GroupHealthQuery,
    readonly scope: GroupHealthScope,
    groupIds: readonly number[],
    private readonly bots: readonly number[],
    utterances: readonly string[],
  ) {
    this.earlier = before(query);
    this.bind = {
      ...scope.bind,
      healthGroups: rowsJson(groupIds.map((id) => [id])),
      bots: rowsJson(bots.map((id) => [id])),
      earlier: this.earlier.from,
      from: query.from,
      to: query.to,
    };
    utterances.forEach((kind, i) => (this.bind[`said${i}`] = kind));
    this.said = utterances.map((_, i) => `$said${i}`).join(', ') || 'NULL';
  }

  /** Placeholders of the kinds that count as something said. */
  readonly said: string;

  /** FROM of rows `alias` of the chosen groups; takes a WHERE. */
  ofGroups(collection: string, alias: string, on: string): string {
    return `${rowSource(this.store.dialect, 'healthGroups', { id: 'int' })} AS g
      ${this.store.sql.drivenJoin} {${collection}} AS ${alias} ON ${alias}."groupId" = g."id" AND ${on}`;
  }

  /** Condition: a member whom the caller may see and who is no bot; 0, no person, only where nobody is left out. */
  people(column: string): string {
    const bots = `${column} NOT IN (SELECT b."id" FROM ${rowSource(this.store.dialect, 'bots', { id: 'int' })} AS b)`;
    return `${this.scope.members(column)}${this.bots.length ? ` AND ${bots}` : ''}`;
  }

  /** 1 = the period, 0 = the one before. */
  period(day: string): string {
    return `CASE WHEN ${day} >= $from THEN 1 ELSE 0 END`;
  }
}

/** Ids of the accounts that are programs. */
export async function botIds(store: Store): Promise<number[]> {
  const rows = await store.select<{ id: number | string }>(
    `SELECT m."id" FROM {communityMembers} AS m WHERE m."isBot" = ${store.bool(true)} AND m."id" <> 0`,
  );
  return rows.map(({ id }) => Number(id));
}
