import type { AnyExportMessage, CommunityOptions } from '../index';
import { dayAt, daysThrough, simulateCommunity, startOfDay } from '../index';
import { messagesByChat } from './reading';

const small: CommunityOptions = {
  members: 300,
  groups: 12,
  days: 40,
  seed: 'spring',
  start: '2026-03-01',
  timeZone: 'Europe/Berlin',
};

const all = (options: CommunityOptions): AnyExportMessage[] =>
  [...messagesByChat(simulateCommunity(options)).values()].flat();

describe('a simulated community', () => {
  test('is the same for the same options, and another for another seed', () => {
    expect(all(small)).toEqual(all({ ...small }));
    expect(all({ ...small, seed: 'autumn' })).not.toEqual(all(small));
  });

  test('can be lived through twice', () => {
    const community = simulateCommunity(small);
    expect(messagesByChat(community)).toEqual(messagesByChat(community));
  });

  test('only grows with more days: every chat of the shorter run begins the longer one', () => {
    const shorter = messagesByChat(simulateCommunity(small));
    const longer = messagesByChat(simulateCommunity({ ...small, days: 75 }));
    for (const [chat, messages] of shorter) {
      const grown = longer.get(chat)!;
      expect(grown.length).toBeGreaterThan(messages.length);
      expect(grown.slice(0, messages.length)).toEqual(messages);
    }
  });

  test('keeps its people, ids and names when it grows', () => {
    const identity = (days: number): (number | string)[][] =>
      simulateCommunity({ ...small, days }).members.map(({ index, id, name, pattern }) => [index, id, name, pattern]);
    expect(identity(75)).toEqual(expect.arrayContaining(identity(40)));
  });

  test('ends at "until"; what is there then is there later too, but for reactions and edits still to come', () => {
    const until = Date.parse('2026-04-01T15:00:00Z');
    const cut = messagesByChat(simulateCommunity({ ...small, until }));
    const whole = messagesByChat(simulateCommunity(small));
    const lasting = (message: AnyExportMessage): object => ({
      ...message,
      reactions: undefined,
      edited: undefined,
      edited_unixtime: undefined,
    });
    for (const [chat, messages] of cut) {
      const before = whole.get(chat)!.filter(({ date_unixtime }) => Number(date_unixtime) * 1000 <= until);
      expect(messages.map(lasting)).toEqual(before.map(lasting));
    }
    const edits = [...cut.values()]
      .flat()
      .map((message) => ('edited_unixtime' in message ? message.edited_unixtime : 0));
    expect(Math.max(...edits.map(Number)) * 1000).toBeLessThanOrEqual(until);
  });

  test('has ids that ascend with time in every chat', () => {
    for (const messages of messagesByChat(simulateCommunity(small)).values()) {
      messages.slice(1).forEach((message, index) => {
        expect(message.id).toBeGreaterThan(messages[index].id);
        expect(Number(message.date_unixtime)).toBeGreaterThanOrEqual(Number(messages[index].date_unixtime));
      });
    }
  });

  test('has exactly the members asked for on the day of the horizon, and newcomers afterwards', () => {
    const joined = (days: number): number => simulateCommunity({ ...small, horizon: 60, days }).members.length;
    expect(joined(60)).toBe(300);
    expect(joined(30)).toBeLessThan(300);
    expect(joined(90)).toBeGreaterThan(300);
  });

  test('works at the smallest sizes', () => {
    expect(all({ members: 1, groups: 1, days: 1, start: '2026-01-01' }).length).toBeGreaterThan(1);
    expect(all({ members: 2, groups: 9, days: 3, start: '2026-01-01' }).length).toBeGreaterThan(9);
  });

  test.each([
    [{ members: 0 }, '"members"'],
    [{ days: 1.5 }, '"days"'],
    [{ groups: -1 }, '"groups"'],
    [{ start: '2026-02-30' }, '"start"'],
    [{ timeZone: 'Mars/Olympus' }, 'Mars/Olympus'],
  ])('refuses %p', (wrong, named) => {
    expect(() => simulateCommunity({ ...small, ...wrong })).toThrow(RangeError);
    expect(() => simulateCommunity({ ...small, ...wrong })).toThrow(named);
  });
});

describe('clocks', () => {
  test('the local date and the instant agree through a change of the clocks', () => {
    // Berlin changes on 2026-03-29, inside the simulated days.
    const formatter = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const days = all(small).filter(({ date }) => date > '2026-03-27' && date < '2026-04-01');
    expect(days.length).toBeGreaterThan(100);
    for (const { date, date_unixtime } of days) {
      expect(formatter.format(Number(date_unixtime) * 1000).replace(' ', 'T')).toBe(date);
    }
  });

  test('knows fixed offsets', () => {
    const [first] = all({ ...small, timeZone: '+03:30' });
    expect(first.date).toBe('2026-03-01T00:00:00');
    expect(Number(first.date_unixtime) * 1000).toBe(Date.parse('2026-02-28T20:30:00Z'));
  });

  test('a day begins after the jump where the clocks skip midnight', () => {
    const start = startOfDay('Africa/Cairo', '2026-04-24');
    expect(dayAt('Africa/Cairo', start)).toBe('2026-04-24');
    expect(dayAt('Africa/Cairo', start - 1)).toBe('2026-04-23');
  });

  test('counts the days up to an instant, both ends included', () => {
    expect(daysThrough('2026-03-01', 'Asia/Shanghai', Date.parse('2026-03-01T00:00:00Z'))).toBe(1);
    expect(daysThrough('2026-03-01', 'Asia/Shanghai', Date.parse('2026-03-31T17:00:00Z'))).toBe(32);
  });
});

describe('groups', () => {
  const options = { ...small, members: 1200, groups: 42, days: 60 };
  const community = simulateCommunity(options);
  const sizes = community.groups.map(
    ({ index }) => community.members.filter((member) => member.memberships.some(({ group }) => group === index)).length,
  );

  test('follow a power law in size: the biggest has many times the members of the median, the smallest some', () => {
    const sorted = [...sizes].sort((a, b) => b - a);
    expect(sorted[0]).toBeGreaterThan(5 * sorted[21]);
    expect(sorted[41]).toBeGreaterThan(5);
  });

  test('of one cluster share far more members than groups of different ones', () => {
    const shared = { within: 0, across: 0 };
    const possible = { within: 0, across: 0 };
    for (const { memberships } of community.members) {
      const clusters = memberships.map(({ group }) => community.groups[group].cluster);
      clusters.forEach((cluster, index) =>
        clusters.slice(index + 1).forEach((other) => (shared[cluster === other ? 'within' : 'across'] += 1)),
      );
    }
    community.groups.forEach(({ cluster }, index) =>
      community.groups.slice(index + 1).forEach((other) => {
        possible[cluster === other.cluster ? 'within' : 'across'] += 1;
      }),
    );
    expect(shared.within / possible.within).toBeGreaterThan(5 * (shared.across / possible.across));
  });

  test('have titles of their own in English and Chinese, and ids in the forms of both worlds', () => {
    const titles = community.groups.map(({ title }) => title);
    expect(new Set(titles).size).toBe(42);
    expect(titles.filter((title) => /\p{Script=Han}/u.test(title)).length).toBeGreaterThan(15);
    expect(new Set(community.groups.map(({ id }) => id)).size).toBe(42);
    for (const { id, botApiId, type } of community.groups) {
      expect(botApiId).toBe(type === 'private_group' ? `-${id}` : `-100${id}`);
    }
  });

  test('speak mostly in the evening, at hours that differ from group to group', () => {
    const peaks = new Set<number>();
    for (const messages of [...messagesByChat(community).values()].slice(0, 8)) {
      const hours = new Array<number>(24).fill(0);
      messages.filter(({ type }) => type === 'message').forEach(({ date }) => (hours[Number(date.slice(11, 13))] += 1));
      const peak = hours.indexOf(Math.max(...hours));
      expect(peak).toBeGreaterThanOrEqual(16);
      expect(hours[peak]).toBeGreaterThan(5 * hours[3]);
      peaks.add(peak);
    }
    expect(peaks.size).toBeGreaterThan(3);
  });

  test('have weekends of their own: hobbies gain, work loses', () => {
    const chats = messagesByChat(community);
    const shareOfWeekend = (key: string): number => {
      const groups = community.groups.filter(({ topic }) => topic.key === key);
      const spoken = groups.flatMap(({ id }) => chats.get(id)!.filter(({ type }) => type === 'message'));
      return spoken.filter(({ date }) => new Date(date.slice(0, 10)).getUTCDay() % 6 === 0).length / spoken.length;
    };
    expect(shareOfWeekend('games')).toBeGreaterThan(shareOfWeekend('product') + 0.05);
  });

  test('have quiet times: at the end of half a year one group says less than half of what it used to, while most go on', () => {
    const past = simulateCommunity({
      members: 900,
      groups: 42,
      days: 180,
      seed: 5,
      start: '2026-01-01',
      timeZone: 'UTC',
    });
    const DAY = 86_400_000;
    const end = Date.parse('2026-01-01T00:00:00Z') + 180 * DAY;
    const changes = [...messagesByChat(past).values()].map((messages) => {
      const said = messages.filter(({ type }) => type === 'message').map((one) => Number(one.date_unixtime) * 1000);
      const within = (from: number, to: number) =>
        said.filter((at) => at >= end - from * DAY && at < end - to * DAY).length;
      return { now: within(30, 0), before: within(120, 30) / 3 };
    });
    const [, , , ...smaller] = changes;
    expect(smaller.filter(({ now, before }) => before > 10 && now < before / 2).length).toBeGreaterThanOrEqual(1);
    expect(changes.filter(({ now, before }) => now < before / 2).length).toBeLessThan(8);
    for (const { now, before } of changes.slice(0, 3)) expect(now).toBeGreaterThan(before * 0.7);
  });
});
