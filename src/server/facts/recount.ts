import type { Transaction } from 'sequelize';
import { openScratch, type Bind, type Store } from '../store';
import { contentFacts } from './content';
import { CONTENT_FACTS, DAILY_FACTS, FACT_TABLES, HOURLY_FACTS } from './factTables';
import { listed, type Pair } from './pairs';
import { withPauses } from './pauses';
import { countedActivities, readOnce, readsOnce, readsWithin, readWithin } from './readOnce';
import { gatherFacts, gatherTogether, writeFacts, type FreshFacts, type GatheredFacts } from './replace';
import type { RecountScope } from './scope';

/** Daily measures that add up; rejoins are none of those, and the first and last instants follow them. */
const SUMMED = DAILY_FACTS.measures.slice(0, DAILY_FACTS.measures.indexOf('rejoins'));

export interface RecountOptions {
  /** Kinds that count as something said. */
  utterances: readonly string[];
  /** Longest pause within a session, minutes. */
  sessionGapMinutes: number;
}

/** Facts of a scope as they should be, and the scope in the form in which it was read. */
export interface Gathered {
  facts: GatheredFacts[];
  scope: RecountScope;
}

/**
 * Puts together the daily, hourly and content facts of a scope as the activities say now, for {@link settle}. Joins and leaves
 * are not counted here: several witnesses may report one of them (see `presence.ts`).
 */
export async function gather(
  store: Store,
  within: RecountScope,
  { utterances, sessionGapMinutes }: RecountOptions,
  transaction: Transaction,
): Promise<Gathered> {
  const scratch = FACT_TABLES.map((table) => table.scratch);
  const once = readsOnce(store);
  await openScratch(store, once ? [countedActivities(store), ...scratch] : scratch, transaction);
  const factsOf = (scope: RecountScope): FreshFacts[] => [
    { table: DAILY_FACTS, ...dailyFacts(store, scope, sessionGapMinutes), present: scope.daily },
    { table: HOURLY_FACTS, ...hourlyFacts(store, scope, utterances), present: scope.hourly },
    { table: CONTENT_FACTS, ...contentFacts(store, scope, utterances), present: scope.content },
  ];
  if (readsWithin(store)) {
    const { scope, reading } = readWithin(store, within);
    const facts = factsOf(scope);
    await gatherTogether(store, reading, facts, transaction);
    return { facts, scope: within };
  }
  const scope = once ? await readOnce(store, within, transaction) : within;
  const facts: GatheredFacts[] = [];
  for (const fresh of factsOf(scope)) facts.push(await gatherFacts(store, fresh, transaction));
  return { facts, scope };
}

/** Writes what was gathered on the same connection. */
export async function settle(store: Store, { facts }: Gathered, transaction: Transaction): Promise<void> {
  for (const some of facts) await writeFacts(store, some, transaction);
}

/** Who joined or left where within a scope, whose presence is to be worked out: they need not have facts yet. */
export async function movedWithin(store: Store, scope: RecountScope, transaction: Transaction): Promise<Pair[]> {
  const rows = await store.select<{ groupId: number | string; memberId: number | string }>(
    `SELECT DISTINCT a."groupId", a."memberId" FROM ${scope.own} WHERE ${scope.inside} AND a."kind" IN ('join', 'leave')`,
    { bind: scope.bind, transaction },
  );
  return rows.map(({ groupId, memberId }) => ({ groupId: Number(groupId), memberId: Number(memberId) }));
}

function dailyFacts(store: Store, scope: RecountScope, gap: number): { fresh: string; bind: Bind } {
  const by = DAILY_FACTS.key.map((column) => `x."${column}"`).join(', ');
  const sums = SUMMED.map((measure) => `SUM(x."${measure}")`).join(', ');
  const fresh = `SELECT ${by}, ${sums}, 0, MIN(x."firstAt"), MAX(x."lastAt")
    FROM (${ownMeasures(store, scope)} UNION ALL ${receivedMeasures(scope)}) AS x GROUP BY ${by}`;
  return { fresh, bind: { ...scope.bind, gap } };
}

function hourlyFacts(store: Store, scope: RecountScope, utterances: readonly string[]): { fresh: string; bind: Bind } {
  const bind: Bind = { ...scope.bind };
  const by = HOURLY_FACTS.key.map((column) => `a."${column}"`).join(', ');
  const fresh = `SELECT ${by}, COUNT(*) FROM ${scope.own}
    WHERE ${scope.inside} AND a."kind" IN (${listed(bind, 'said', utterances)}) AND a."retracted" = ${store.bool(false)} GROUP BY ${by}`;
  return { fresh, bind };
}

/**
 * What a member did. A session is a run of activities with pauses of at most the gap; each pause is credited to the
 * activity that ends it, so that minutes add up over kinds and days.
 */
function ownMeasures(store: Store, scope: RecountScope): string {
  const { float } = store.sql;
  const one = (condition: string) => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;
  const columns = [
    'memberId',
    'groupId',
    'day',
    'kind',
    'isReply',
    'isForward',
    'textLength',
    'amount',
    'occurredAt',
    'inside',
  ];
  return `SELECT a."memberId", a."groupId", a."day", a."kind", 1 AS "count",
      ${one('a."isReply"')} AS "replies", ${one('a."isForward"')} AS "forwards",
      COALESCE(a."textLength", 0) AS "characters", COALESCE(a."amount", 0) AS "amount",
      0 AS "repliesReceived", 0 AS "reactionsReceived",
      CASE WHEN a."memberId" <> 0 AND a."pause" <= $gap * 60000 THEN ${float('a."pause"')} / 60000 ELSE 0 END AS "sessionMinutes",
      a."occurredAt" AS "firstAt", a."occurredAt" AS "lastAt"
    FROM ${withPauses(store, scope, columns)}
    WHERE ${scope.inside}`;
}

/** What a member received from others: filed under the day and kind of what was received. */
function receivedMeasures(scope: RecountScope): string {
  return `SELECT a."replyToMemberId" AS "memberId", a."groupId", a."day", a."kind", 0 AS "count", 0 AS "replies", 0 AS "forwards",
      0 AS "characters", 0 AS "amount",
      CASE WHEN a."isReply" THEN 1 ELSE 0 END AS "repliesReceived",
      CASE WHEN a."kind" = 'reaction' THEN 1 ELSE 0 END AS "reactionsReceived",
      0 AS "sessionMinutes", NULL AS "firstAt", NULL AS "lastAt"
    FROM ${scope.received}
    WHERE ${scope.inside} AND a."replyToMemberId" <> 0 AND a."replyToMemberId" <> a."memberId" AND NOT a."retracted"`;
}
