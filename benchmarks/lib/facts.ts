import type { Services } from '../../src/server/services';
import { rowsJson, rowSource, type RowColumns, type Store } from '../../src/server/store';

const DAY = 86_400_000;
const CHUNK = 10_000;
const DAYS = 180;

type Cell = string | number | null;

/** Writes rows as fast as the database takes them. */
export async function fill(
  { store, gate }: Pick<Services, 'store' | 'gate'>,
  collection: string,
  columns: RowColumns,
  rows: Iterable<Cell[]>,
): Promise<number> {
  const names = Object.keys(columns).map((name) => `"${name}"`);
  const source = rowSource(store.dialect, 'rows', columns);
  let count = 0;
  const write = (chunk: Cell[][]) =>
    gate.run((transaction) =>
      store.execute(
        `INSERT INTO {${collection}} (${names.join(', ')}) SELECT ${names.map((n) => `r.${n}`).join(', ')} FROM ${source} AS r`,
        { bind: { rows: rowsJson(chunk) }, transaction },
      ),
    );
  let chunk: Cell[][] = [];
  for (const row of rows) {
    chunk.push(row);
    count += 1;
    if (chunk.length < CHUNK) continue;
    await write(chunk);
    chunk = [];
  }
  if (chunk.length) await write(chunk);
  return count;
}

/** Members written by one statement. */
const PORTION = 20_000;

/** One day of the benchmark's past, and how often somebody who joined then does something. */
const CALENDAR: RowColumns = { ago: 'int', day: 'day', at: 'instant', every: 'int' };

/**
 * A community as it is after counting: members with their daily facts, so many activities in all. Stages are empty. The
 * database makes the rows itself. One member in twenty does something nearly every day, most do little, a third fell silent
 * long ago.
 *
 * @returns rows of daily facts
 */
export async function madeUpFacts(
  { store, gate }: Pick<Services, 'store' | 'gate'>,
  { members, activities, asOf }: { members: number; activities: number; asOf: number },
): Promise<{ facts: number }> {
  const perMember = activities / members / 2;
  const calendar = Array.from({ length: DAYS }, (_, ago): Cell[] => [
    ago,
    new Date(asOf - ago * DAY).toISOString().slice(0, 10),
    store.instant(asOf - ago * DAY - 3_600_000),
    Math.max(1, Math.round((ago * 0.8) / Math.max(1, perMember))),
  ]);
  const c = rowSource(store.dialect, 'calendar', CALENDAR);
  const lives = livesSql(store, c);
  const inPortions = async (statement: string) => {
    for (let from = 1; from <= members; from += PORTION)
      await gate.run((transaction) =>
        store.execute(statement, {
          bind: { calendar: rowsJson(calendar), from, to: Math.min(members, from + PORTION - 1) },
          transaction,
        }),
      );
  };
  await withoutIndexes(store, ['communityMembers', 'communityDailyFacts'], async () => {
    const name = (prefix: string) =>
      store.dialect === 'mysql' ? `CONCAT('${prefix}', l."id")` : `'${prefix}' || l."id"`;
    await inPortions(
      `INSERT INTO {communityMembers} ("id", "originKey", "displayName", "engagementScore", "isBot", "isTeam", "firstSeenAt", "lastActiveAt", "createdAt", "updatedAt")
       SELECT l."id", ${name('bench:')}, ${name('Member ')}, 0, FALSE, FALSE, j."at", a."at", j."at", j."at"
       FROM (${lives}) AS l JOIN ${c} AS j ON j."ago" = l."joined" JOIN ${c} AS a ON a."ago" = l."lastActive"`,
    );
    const fact = (kind: string, count: string, amount: string, on: string) =>
      `INSERT INTO {communityDailyFacts} ("memberId", "groupId", "day", "kind", "count", "amount", "firstAt", "lastAt")
       SELECT l."id", 1 + l."id" % 200, c."day", ${kind}, ${count}, ${amount}, c."at", c."at" FROM (${lives}) AS l JOIN ${c} AS c ON ${on}`;
    for (const statement of [
      fact(`'join'`, '1', '0', 'c."ago" = l."joined"'),
      fact(
        `CASE WHEN l."id" % 4 = 0 THEN 'reaction' ELSE 'message' END`,
        '2 + c."ago" % 2',
        '0',
        'c."ago" >= l."lastActive" AND c."ago" <= l."joined" AND (c."ago" = l."lastActive" OR (l."joined" - c."ago") % l."every" = 0)',
      ),
      fact(
        `'purchase'`,
        '1',
        '1200',
        'c."ago" = CASE WHEN l."lastActive" < 10 THEN 10 ELSE l."lastActive" END AND l."id" % 50 = 1',
      ),
      fact(
        `'leave'`,
        '1',
        '0',
        'c."ago" = CASE WHEN l."lastActive" < 1 THEN 0 ELSE l."lastActive" - 1 END AND l."id" % 40 = 7',
      ),
    ])
      await inPortions(statement);
  });
  await asMaintained(store);
  const [{ n }] = await store.select('SELECT COUNT(*) AS "n" FROM {communityDailyFacts} AS f');
  return { facts: Number(n) };
}

/** First and last day of members `$from` to `$to` (days before `asOf`), and how many days lie between active ones. */
function livesSql(store: Store, calendar: string): string {
  const joined = `20 + (n."id" * 7919) % ${DAYS - 20}`;
  const silent = `15 + (n."id" * 31) % 100`;
  return `SELECT n."id", c."ago" AS "joined", CASE WHEN n."id" % 20 = 0 THEN 1 ELSE c."every" END AS "every",
      CASE WHEN n."id" % 3 <> 0 THEN (n."id" * 13) % 12 WHEN ${silent} < c."ago" THEN ${silent} ELSE c."ago" END AS "lastActive"
    FROM (${numbers(store)}) AS n JOIN ${calendar} AS c ON c."ago" = ${joined}`;
}

/** Whole numbers from `$from` to `$to`, at most {@link PORTION} of them. */
function numbers(store: Store): string {
  const digits = Array.from({ length: 10 }, (_, d) => `SELECT ${d} AS "d"`).join(' UNION ALL ');
  const places = String(PORTION - 1).length;
  const value = Array.from({ length: places }, (_, i) => `d${i}."d" * ${10 ** i}`).join(' + ');
  const from = Array.from({ length: places }, (_, i) => `(${digits}) AS d${i}`).join(' CROSS JOIN ');
  const first = store.dialect === 'postgres' ? 'CAST($from AS bigint)' : '$from';
  return `SELECT ${first} + ${value} AS "id" FROM ${from} WHERE ${first} + ${value} <= $to`;
}

/** What the database's own maintenance has done soon after so much was written. */
export async function asMaintained(store: Store): Promise<void> {
  // SQLite has no statistics unless somebody asks for them, and neither the host nor the plugin does
  if (store.dialect === 'postgres') await store.execute('VACUUM ANALYZE');
}

/** On PostgreSQL indexes are made far faster from rows that are there already. Others keep them. */
async function withoutIndexes(store: Store, collections: readonly string[], work: () => Promise<void>): Promise<void> {
  const tables = collections.map((name) => `'${store.db.getCollection(name).model.tableName}'`);
  const found =
    store.dialect === 'postgres'
      ? await store.select<{ name: string; definition: string }>(
          `SELECT FORMAT('%I.%I', i.schemaname, i.indexname) AS "name", i.indexdef AS "definition" FROM pg_indexes AS i
           WHERE i.tablename IN (${tables.join(', ')}) AND i.indexname NOT IN (SELECT c.conname FROM pg_constraint AS c)`,
        )
      : [];
  for (const { name } of found) await store.execute(`DROP INDEX ${name}`);
  await work();
  for (const { definition } of found) await store.db.sequelize.query(definition);
}
