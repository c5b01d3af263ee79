import type { Store } from '../store';
import { people, stageAt, type MemberScope, type PeriodSql } from './lifecycleStays';

/** Purchases are this kind of activity. */
const PURCHASE = 'purchase';

export interface SpendScope extends MemberScope {
  /** Condition over a group id column; what happens outside any group is a member's own and always counts. */
  inGroups(column: string): string;
  /** Community days, both included. */
  fromDay?: string;
  toDay?: string;
}

export interface StageSpend {
  buyers: number;
  purchases: number;
  amount: number;
}

type Count = number | string;

/** Purchases within the period by the stage in which the buyer is at its end. Facts know amounts but no currency. */
export async function spendByStage(
  store: Store,
  scope: SpendScope,
  period: PeriodSql,
): Promise<Map<string, StageSpend>> {
  const rows = await store.selectMuch<{ stage: string; buyers: Count; purchases: Count; amount: Count }>(
    `SELECT e."stage", COUNT(*) AS "buyers", SUM(e."purchases") AS "purchases", SUM(e."amount") AS "amount" FROM (
       SELECT ${stageAt('b."memberId"', period.beforeEnd)} AS "stage", b."purchases", b."amount" FROM ${buyers(store, scope)} AS b
     ) AS e WHERE e."stage" IS NOT NULL GROUP BY e."stage"`,
    { bind: bindOf(scope, period) },
  );
  return new Map(
    rows.map(({ stage, buyers: n, purchases, amount }) => [
      stage,
      { buyers: Number(n), purchases: Number(purchases), amount: Number(amount) },
    ]),
  );
}

/** Currencies of those purchases, where they name one. */
export async function currencies(store: Store, scope: SpendScope, period: PeriodSql): Promise<string[]> {
  const rows = await store.select<{ currency: string }>(
    `SELECT DISTINCT a."currency" FROM ${buyers(store, scope)} AS b
     ${store.sql.drivenJoin} {communityActivities} AS a ON a."memberId" = b."memberId"
     WHERE a."kind" = $purchase AND a."currency" IS NOT NULL AND a."currency" <> '' AND a."retracted" = ${store.bool(false)}
       AND ${period.within('a."occurredAt"')} AND ${inGroupsOrOutside(scope, 'a."groupId"')} ORDER BY 1`,
    { bind: bindOf(scope, period) },
  );
  return rows.map(({ currency }) => currency);
}

const inGroupsOrOutside = ({ inGroups }: SpendScope, column: string) => `(${column} = 0 OR ${inGroups(column)})`;

function buyers(store: Store, scope: SpendScope): string {
  const days = [scope.fromDay && ' AND f."day" >= $fromDay', scope.toDay && ' AND f."day" <= $toDay'];
  return `(SELECT f."memberId", SUM(f."count") AS "purchases", SUM(f."amount") AS "amount" FROM {communityDailyFacts} AS f
    JOIN {communityMembers} AS m ON m."id" = f."memberId"
    WHERE ${people(store, 'm')} AND f."kind" = $purchase AND f."count" > 0${days.filter(Boolean).join('')}
      AND ${scope.admitted('f."memberId"')} AND ${inGroupsOrOutside(scope, 'f."groupId"')}
    GROUP BY f."memberId")`;
}

const bindOf = ({ fromDay, toDay, bind }: SpendScope, period: PeriodSql) => ({
  ...bind,
  ...period.bind,
  purchase: PURCHASE,
  ...(fromDay ? { fromDay } : {}),
  ...(toDay ? { toDay } : {}),
});
