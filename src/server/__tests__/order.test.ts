import type { ActivityRecord } from '@community-crm/community-model';
import { testDialect } from '@community-crm/host/testing';
import type { UpdateContent } from '@community-crm/telegram-sandbox';
import fc from 'fast-check';
import { createBench, numbered, pieces, type Bench, type Step } from './order/bench';
import { oddities } from './order/oddities';
import { stateOf } from './order/state';
import { inventWeek } from './order/week';

const START = '2026-03-02';
/** ORDER_RUNS asks for more. */
const RUNS = Number(process.env.ORDER_RUNS ?? { sqlite: 24, postgres: 6, mariadb: 6 }[testDialect()]);
/** Another bot in the same groups: it is told of the same things, by numbers of its own. */
const SECOND_BOT = 2;

const week = inventWeek(START, 5);
const odd = oddities(Date.parse(`${START}T00:00:00Z`) / 1000 + 86_400);

let bench: Bench;

beforeAll(async () => {
  bench = await createBench(week.end);
});
afterAll(() => bench?.close());

const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });

describe('any order and any repetition ends in the same rows', () => {
  let records: ActivityRecord[];
  let expected: Record<string, string[]>;
  const everything = numbered([...odd.live, ...odd.moves, ...week.live]);

  beforeAll(async () => {
    records = await bench.imported([odd.exported, ...week.exported]);
    expected = await bench.outcome([{ live: everything }, { import: records }]);
  });

  test('the stream is a real one', () => {
    expect(everything.length).toBeGreaterThan(150);
    expect(records.length).toBeGreaterThan(80);
    // the two accounts tell of the same things
    const live = new Set(
      everything.flatMap(({ update }) => update.message && `m:${update.message.chat.id}:${update.message.message_id}`),
    );
    expect(records.filter(({ externalKey }) => live.has(externalKey)).length).toBeGreaterThan(40);
    expect(expected.memberships.length).toBeGreaterThan(15);
    expect(expected.memberships.some((row) => row.includes('"inviter":"5'))).toBe(true);
    expect(bench.logged).toEqual([]);
  });

  test('live updates and an import of the same week, shuffled, repeated, cut into batches, counted in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        shuffled(everything),
        fc.shuffledSubarray(everything, { maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        fc.boolean(),
        async (order, again, sizes, importSizes, places, twice) => {
          const steps: Step[] = pieces([...order, ...again], sizes).map((live) => ({ live }));
          const insert = (step: Step, place: number) => steps.splice(place % (steps.length + 1), 0, step);
          const parts = pieces(records, importSizes);
          // an import keeps the order of its file; other things happen in between
          let from = 0;
          parts.forEach((part, i) => {
            from += places[i % places.length] % Math.max(1, Math.ceil((steps.length - from) / (parts.length - i)) + 1);
            steps.splice(from++, 0, { import: part });
          });
          places.slice(0, 5).forEach((place) => insert({ count: true }, place));
          if (twice) steps.push({ import: records });
          expect(await bench.outcome(steps)).toEqual(expected);
        },
      ),
      { numRuns: RUNS, endOnFailure: true, seed: 1, ...seedFromEnvironment() },
    );
  }, 600_000);

  test('told by a second bot as well', async () => {
    const second = numbered([...odd.live, ...odd.moves, ...week.live], SECOND_BOT, 5000).filter(
      ({ update }) => !isPersonal(update),
    );
    await fc.assert(
      fc.asyncProperty(shuffled([...everything, ...second]), async (order) => {
        expect(await bench.outcome([...pieces(order, [70]).map((live) => ({ live })), { import: records }])).toEqual(
          expected,
        );
      }),
      { numRuns: Math.ceil(RUNS / 8), endOnFailure: true, ...seedFromEnvironment() },
    );
  }, 600_000);

  test('what was read already may be read again', async () => {
    await bench.outcome([{ live: everything }, { import: records }]);
    await bench.app.db.getCollection('communityInbox').model.update({ state: 'pending' }, { where: {} });
    await bench.worker.drain();
    await bench.perform([{ import: records }]);
    expect(await stateOf(bench.services.store)).toEqual(expected);
  });
});

describe('a move to a supergroup', () => {
  const live = numbered(odd.live);
  const [byOld, byNew] = numbered(odd.moves, 1, 9000);
  let expected: Record<string, string[]>;

  beforeAll(async () => {
    expected = await bench.outcome([{ live: [...live, byOld, byNew] }]);
  });

  test('leaves one group with both ids', () => {
    const moved = expected.groups.filter((row) => row.includes(odd.ids.moved) || row.includes(odd.ids.old));
    expect(moved).toHaveLength(1);
    expect(JSON.parse(moved[0])).toMatchObject({ externalId: odd.ids.moved, title: 'Tea', status: 'administrator' });
    expect(expected.aliases.filter((row) => row.includes(`"where":"${odd.ids.moved}"`))).toHaveLength(2);
  });

  test('whoever tells it, and whenever', async () => {
    await fc.assert(
      fc.asyncProperty(
        shuffled(live),
        fc.subarray<Step>([{ live: [byOld] }, { live: [byNew] }, { moved: { from: odd.ids.old, to: odd.ids.moved } }], {
          minLength: 1,
        }),
        fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
        async (order, notices, places) => {
          const steps: Step[] = pieces(order, [7]).map((part) => ({ live: part }));
          notices.forEach((notice, i) => steps.splice(places[i] % (steps.length + 1), 0, notice));
          places.slice(3).forEach((place) => steps.splice(place % (steps.length + 1), 0, { count: true }));
          expect(await bench.outcome(steps)).toEqual(expected);
        },
      ),
      { numRuns: Math.ceil(RUNS / 2), endOnFailure: true, ...seedFromEnvironment() },
    );
  }, 600_000);
});

/** Told to one bot alone: private chats, votes in its polls, presses on its buttons. */
function isPersonal(update: UpdateContent): boolean {
  const chat = update.message?.chat ?? update.my_chat_member?.chat;
  return chat?.type === 'private' || 'poll_answer' in update || 'callback_query' in update;
}

/** COMMUNITY_SEED repeats a run that failed. */
function seedFromEnvironment(): { seed?: number } {
  return process.env.COMMUNITY_SEED ? { seed: Number(process.env.COMMUNITY_SEED) } : {};
}
