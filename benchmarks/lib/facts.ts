import type { Services } from '../../src/server/services';
import { rowsJson, rowSource, type RowColumns } from '../../src/server/store';

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

/** A member's life in the benchmark: first and last day (before `asOf`), and how many days lie between active ones. */
interface Life {
  joined: number;
  lastActive: number;
  every: number;
  buyer: boolean;
  left: boolean;
}

/** One in twenty does something nearly every day, most do little, a third fell silent long ago. */
function lifeOf(member: number, messages: number): Life {
  const joined = 20 + ((member * 7919) % (DAYS - 20));
  const busy = member % 20 === 0;
  const silent = member % 3 === 0;
  return {
    joined,
    lastActive: silent ? Math.min(joined, 15 + ((member * 31) % 100)) : (member * 13) % 12,
    every: busy ? 1 : Math.max(1, Math.round((joined * 0.8) / Math.max(1, messages))),
    buyer: member % 50 === 1,
    left: member % 40 === 7,
  };
}

/**
 * A community as it is after counting: members with their daily facts, so many activities in all. Stages are empty.
 *
 * @returns rows of daily facts
 */
export async function madeUpFacts(
  services: Pick<Services, 'store' | 'gate'>,
  { members, activities, asOf }: { members: number; activities: number; asOf: number },
): Promise<{ facts: number }> {
  const { store } = services;
  const at = (daysAgo: number) => store.instant(asOf - daysAgo * DAY - 3_600_000);
  const day = (daysAgo: number) => new Date(asOf - daysAgo * DAY).toISOString().slice(0, 10);
  const perMember = activities / members;
  const lives = Array.from({ length: members }, (_, i) => lifeOf(i + 1, perMember / 2));
  await fill(
    services,
    'communityMembers',
    {
      id: 'int',
      originKey: 'text',
      displayName: 'text',
      engagementScore: 'float',
      firstSeenAt: 'instant',
      lastActiveAt: 'instant',
      createdAt: 'instant',
      updatedAt: 'instant',
    },
    lives.map(({ joined, lastActive }, i) => [
      i + 1,
      `bench:${i + 1}`,
      `Member ${i + 1}`,
      0,
      at(joined),
      at(lastActive),
      at(joined),
      at(joined),
    ]),
  );
  await store.execute(`UPDATE {communityMembers} SET "isBot" = ${store.bool(false)}, "isTeam" = ${store.bool(false)}`);
  const facts = await fill(
    services,
    'communityDailyFacts',
    {
      memberId: 'int',
      groupId: 'int',
      day: 'day',
      kind: 'text',
      count: 'int',
      amount: 'float',
      firstAt: 'instant',
      lastAt: 'instant',
    },
    factRows(lives, { day, at }),
  );
  await services.store.execute(store.dialect === 'mysql' ? 'SELECT 1' : 'ANALYZE');
  return { facts };
}

function* factRows(
  lives: readonly Life[],
  { day, at }: { day: (daysAgo: number) => string; at: (daysAgo: number) => string },
): Generator<Cell[]> {
  for (const [i, { joined, lastActive, every, buyer, left }] of lives.entries()) {
    const member = i + 1;
    const group = 1 + (member % 200);
    const fact = (daysAgo: number, kind: string, count: number, amount = 0): Cell[] => [
      member,
      group,
      day(daysAgo),
      kind,
      count,
      amount,
      at(daysAgo),
      at(daysAgo),
    ];
    yield fact(joined, 'join', 1);
    for (let ago = joined; ago >= lastActive; ago -= every) {
      yield fact(ago, member % 4 ? 'message' : 'reaction', 2 + (ago % 2));
      if (ago - every < lastActive && ago !== lastActive) ago = lastActive + every;
    }
    if (buyer) yield fact(Math.max(lastActive, 10), 'purchase', 1, 1200);
    if (left) yield fact(Math.max(0, lastActive - 1), 'leave', 1);
  }
}
