import type { PlantedBehaviour } from '../index';
import type { SeenAccount } from './reading';
import { readAccounts } from './reading';

const DAYS = 150;
const LAST_DAY = DAYS - 1;
const { community, seen } = readAccounts({ members: 1000, groups: 24, days: DAYS, seed: 7, start: '2026-01-05' });
const planted = community.planted();

/** The planted people of a kind with what the messages show of them; never none. */
function those(what: (behaviour: PlantedBehaviour) => boolean): [PlantedBehaviour, SeenAccount][] {
  const found = planted.filter(what);
  expect(found.length).toBeGreaterThan(0);
  return found.map((behaviour) => [behaviour, seen.get(`user${behaviour.id}`)!]);
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
const lastDayOf = ({ activeDays }: SeenAccount): number => Math.max(-1, ...activeDays);
const messagesSince = ({ messages }: SeenAccount, day: number): number => {
  const from = new Date(Date.parse('2026-01-05') + day * 86_400_000).toISOString().slice(0, 10);
  return messages.filter(({ date }) => date >= from).length;
};

describe('what is planted shows in the messages', () => {
  test('everybody can be seen by account id, and nobody else', () => {
    const people = [...seen.keys()].filter((id) => id.startsWith('user'));
    expect(new Set(people)).toEqual(new Set(planted.map(({ id }) => `user${id}`)));
  });

  test('the last activity is on the planted day', () => {
    for (const [behaviour, account] of those(({ lastActiveDay }) => lastActiveDay !== null)) {
      expect([behaviour.pattern, behaviour.id, lastDayOf(account)]).toEqual([
        behaviour.pattern,
        behaviour.id,
        behaviour.lastActiveDay,
      ]);
    }
  });

  test('core members are active on more than 20 of the last 30 days and say more than 50 things', () => {
    for (const [, account] of those(({ stage }) => stage === 'core')) {
      expect([...account.activeDays].filter((day) => day > LAST_DAY - 30).length).toBeGreaterThan(20);
      expect(messagesSince(account, LAST_DAY - 29)).toBeGreaterThan(50);
    }
  });

  test('nobody else reaches that', () => {
    for (const [, account] of those(({ stage, pattern }) => stage !== 'core' && pattern !== 'core')) {
      expect([...account.activeDays].filter((day) => day > LAST_DAY - 30).length).toBeLessThanOrEqual(20);
    }
  });

  test('steady members are never silent for as long as 15 days', () => {
    for (const [behaviour, { activeDays }] of those(({ pattern }) => pattern === 'steady')) {
      const days = [behaviour.joinDay, ...[...activeDays].sort((a, b) => a - b), LAST_DAY];
      days.slice(1).forEach((day, index) => expect(day - days[index]).toBeLessThan(15));
    }
  });

  test('members at risk have been silent for 15 to 44 days, churned ones for longer, or they have left', () => {
    for (const [behaviour, account] of those(({ stage }) => stage === 'at_risk')) {
      const silent = LAST_DAY - Math.max(lastDayOf(account), behaviour.joinDay);
      expect(silent).toBeGreaterThanOrEqual(15);
      expect(silent).toBeLessThan(45);
    }
    for (const [behaviour, account] of those(({ stage, hasLeft }) => stage === 'churned' && !hasLeft)) {
      expect(LAST_DAY - Math.max(lastDayOf(account), behaviour.joinDay)).toBeGreaterThanOrEqual(45);
    }
  });

  test('leavers have left every group that they joined or spoke in', () => {
    for (const [behaviour, account] of those(({ hasLeft }) => hasLeft)) {
      expect(account.left.size).toBeGreaterThan(0);
      account.chats.forEach((chat) => expect(account.left).toContain(chat));
      account.joined.forEach((chat) => expect([behaviour.id, account.left.has(chat)]).toEqual([behaviour.id, true]));
    }
  });

  test('returners were silent for 40 days or more and are back', () => {
    for (const [, { activeDays }] of those(({ hasReturned }) => hasReturned)) {
      const days = [...activeDays].sort((a, b) => a - b);
      expect(Math.max(...days.slice(1).map((day, index) => day - days[index]))).toBeGreaterThanOrEqual(40);
      expect(LAST_DAY - days[days.length - 1]).toBeLessThan(15);
    }
  });

  test('newcomers joined within 30 days and most said three things in their first week', () => {
    const newcomers = those(
      ({ isNewcomer, pattern }) => isNewcomer && ['steady', 'singleGroupRegular', 'returner'].includes(pattern),
    );
    for (const [behaviour, account] of newcomers) {
      expect(LAST_DAY - behaviour.joinDay).toBeLessThan(30);
      expect(messagesSince(account, behaviour.joinDay)).toBeGreaterThanOrEqual(3);
    }
  });

  test('some never say a word', () => {
    for (const [, account] of those(({ pattern }) => pattern === 'neverSpoke')) {
      expect(account.activeDays.size).toBe(0);
      expect(account.joined.size).toBeGreaterThan(0);
    }
  });
});

describe('personas show in the messages', () => {
  test('multi-group heavy users speak in many groups', () => {
    const settled = those(({ persona, joinDay }) => persona === 'multi_group_heavy' && joinDay < 90);
    for (const [, { chats }] of settled) {
      expect(chats.size).toBeGreaterThanOrEqual(7);
    }
  });

  test('topic migrators forward most of what they post, much of it from members of their other groups', () => {
    const names = new Set(community.members.map(({ name }) => name));
    const migrators = those(({ persona, joinDay }) => persona === 'topic_migrator' && joinDay < 90);
    const forwards = migrators.flatMap(([, { messages }]) => messages.map(({ forwarded_from }) => forwarded_from));
    expect(forwards.filter((from) => from).length).toBeGreaterThan(0.6 * forwards.length);
    expect(forwards.filter((from) => from && names.has(from)).length).toBeGreaterThan(0.4 * forwards.length);
  });

  test('silent observers react and say nothing', () => {
    for (const [, account] of those(({ persona }) => persona === 'silent_observer')) {
      expect(account.messages).toEqual([]);
      expect(account.reactions).toBeGreaterThan(0);
    }
  });

  test('one-time interactors have one busy week', () => {
    for (const [, { activeDays, messages }] of those(({ persona }) => persona === 'one_time')) {
      expect(Math.max(...activeDays) - Math.min(...activeDays)).toBeLessThan(7);
      expect(messages.length).toBeGreaterThan(0);
    }
  });

  test('single-group regulars keep to one group', () => {
    for (const [, { chats }] of those(({ persona }) => persona === 'single_group_regular')) {
      expect(chats.size).toBe(1);
    }
  });

  test('dormant members said a thing or three, long ago or weeks apart', () => {
    const dormant = those(({ persona }) => persona === 'dormant');
    expect(Math.max(...dormant.map(([, { messages }]) => messages.length))).toBeLessThanOrEqual(3);
    expect(sum(dormant.map(([, { messages }]) => messages.length))).toBeGreaterThan(dormant.length);
  });

  test('every stage and every persona is there at any end', () => {
    for (const day of [100, 120, 149]) {
      const then = community.planted(day);
      expect(new Set(then.map(({ stage }) => stage))).toEqual(new Set(['new', 'active', 'core', 'at_risk', 'churned']));
      expect(new Set(then.map(({ persona }) => persona)).size).toBe(7);
      expect(then.some(({ hasReturned }) => hasReturned)).toBe(true);
      expect(then.some(({ hasLeft }) => hasLeft)).toBe(true);
    }
  });
});
