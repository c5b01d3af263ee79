import type { Services } from '../../../src/server/services';
import { fill } from '../../lib/facts';
import type { BlockRow } from './row';

const GROUPS = 200;

/** Groups, memberships and content facts that go with the made-up daily facts. */
export async function madeUpHealth(services: Pick<Services, 'store' | 'gate'>, { at }: { at: string }): Promise<void> {
  const { store, gate } = services;
  await fill(
    services,
    'communityGroups',
    {
      id: 'int',
      platform: 'text',
      externalId: 'text',
      title: 'text',
      posts: 'int',
      createdAt: 'instant',
      updatedAt: 'instant',
    },
    Array.from({ length: GROUPS }, (_, i) => [i + 1, 'telegram', String(-i - 1), `Group ${i + 1}`, GROUPS - i, at, at]),
  );
  const made = [
    `INSERT INTO {communityMemberships} ("memberId", "groupId", "posts", "firstSeenAt", "lastActiveAt", "level", "score", "status", "points", "checkedAt")
     SELECT f."memberId", f."groupId", SUM(f."count"), MIN(f."firstAt"), MAX(f."lastAt"), 'low', 1, 'member', 1, 0
     FROM {communityDailyFacts} AS f GROUP BY f."memberId", f."groupId"`,
    `INSERT INTO {communityContentFacts} ("memberId", "groupId", "day", "content", "posts", "repliesReceived", "reactionsReceived", "answered",
       "within1", "within2", "within3", "within5", "within10", "within30", "within60", "within240")
     SELECT f."memberId", f."groupId", f."day", CASE WHEN f."memberId" % 8 = 0 THEN 'photo' ELSE 'text' END, f."count", 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1
     FROM {communityDailyFacts} AS f WHERE f."kind" = 'message'`,
  ];
  for (const statement of made) await gate.run((transaction) => store.execute(statement, { transaction }));
}

/** Group health is kept for an hour: each of these works it out anew. */
export const healthRows = (day: (daysAgo: number) => string): BlockRow[] => [
  ['group health of all groups, 30 days', `communityAnalytics:groupHealth?from=${day(29)}&to=${day(0)}&refresh=true`],
  [
    'group health of one group, 30 days',
    `communityAnalytics:groupHealth?groups=7&from=${day(29)}&to=${day(0)}&refresh=true`,
  ],
  ['group health of all groups, kept', `communityAnalytics:groupHealth?from=${day(29)}&to=${day(0)}`],
  ['card of a busy member', 'communityAnalytics:memberCard?member=40'],
];
