import type { Services } from '../../../src/server/services';
import { fill } from '../../lib/facts';

type Cell = string | number | null;
type Target = Pick<Services, 'store' | 'gate'>;

export const GROUPS = 200;
const CIRCLES = 10;
const DAY = 86_400_000;

/** A generator of even numbers from 0 up to 1: the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** Groups in ten circles; members are in one to sixteen of them, mostly of one circle. About four and a half a member. */
export async function madeUpCircles(
  services: Target,
  { members, at }: { members: number; at: (daysAgo: number) => string },
): Promise<number> {
  await fill(
    services,
    'communityGroups',
    { id: 'int', platform: 'text', externalId: 'text', title: 'text', createdAt: 'instant', updatedAt: 'instant' },
    Array.from({ length: GROUPS }, (_, i) => [i + 1, 'telegram', `-${i + 1}`, `Group ${i + 1}`, at(100), at(100)]),
  );
  return fill(
    services,
    'communityMemberships',
    {
      memberId: 'int',
      groupId: 'int',
      status: 'text',
      level: 'text',
      score: 'float',
      posts: 'int',
      lastActiveAt: 'instant',
    },
    memberships(members, at),
  );
}

function* memberships(members: number, at: (daysAgo: number) => string): Generator<Cell[]> {
  const random = numbers(7);
  const size = GROUPS / CIRCLES;
  for (let member = 1; member <= members; member += 1) {
    const circle = Math.floor(random() * CIRCLES) * size;
    const groups = new Set<number>();
    for (let left = 1 + Math.floor(random() ** 3 * 16); left > 0; left -= 1)
      groups.add(1 + Math.floor(random() < 0.8 ? circle + random() ** 2 * size : random() * GROUPS));
    for (const group of groups) {
      yield [member, group, member % 40 ? 'member' : 'left', 'low', member % 100, 3, at((member * 7 + group) % 90)];
    }
  }
}

/** Messages of which every fifth is forwarded a day later by somebody of another group, its author named, its second not. */
export async function madeUpForwards(
  services: Target,
  { members, forwards, asOf }: { members: number; forwards: number; asOf: number },
): Promise<number> {
  const { store } = services;
  const authors = Math.min(members, Math.ceil(forwards / 3));
  const now = store.instant(asOf);
  await fill(
    services,
    'communityIdentities',
    {
      ...{ platform: 'text', externalId: 'text', displayName: 'text', memberId: 'int' },
      ...{ createdAt: 'instant', updatedAt: 'instant' },
    },
    Array.from({ length: authors }, (_, i) => ['telegram', String(1000 + i), `Member ${i + 1}`, i + 1, now, now]),
  );
  const rows = function* (): Generator<Cell[]> {
    for (let i = 0; i < forwards * 5; i += 1) {
      const author = 1 + (i % authors);
      const said = asOf - (1 + ((i * 31) % 29)) * DAY + (i % 40_000) * 1000;
      const activity = (member: number, ms: number, forward: boolean): Cell[] => [
        forward ? `f:${i}` : `m:${i}`,
        'telegram',
        forward ? 'forward' : 'message',
        member,
        1 + ((forward ? i + 1 : i) % GROUPS),
        store.instant(ms),
        new Date(ms).toISOString().slice(0, 10),
        12,
        0,
        forward ? 1 : 0,
        20,
        forward ? `name:Member ${author}` : null,
        JSON.stringify({ fingerprint: String(i) }),
      ];
      yield activity(author, said, false);
      if (i % 5 === 0) yield activity(1 + ((i * 17) % members), said + DAY, true);
    }
  };
  return fill(
    services,
    'communityActivities',
    {
      externalKey: 'text',
      source: 'text',
      kind: 'text',
      memberId: 'int',
      groupId: 'int',
      occurredAt: 'instant',
      day: 'day',
      hour: 'int',
      isReply: 'bool',
      isForward: 'bool',
      textLength: 'int',
      forwardSource: 'text',
      payload: 'json',
    },
    rows(),
  );
}
