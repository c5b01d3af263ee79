import type { GroupHealthAnswer, HealthNumbers } from '../../../common/groupHealth';

export const numbers = (rest: Partial<HealthNumbers> = {}): HealthNumbers => ({
  posts: 240,
  otherPosts: 0,
  speakers: 5,
  interacting: 2,
  joins: 3,
  leaves: 1,
  members: 10,
  membersAtEnd: 9,
  answered: 40,
  postsPerMemberDay: 0.8,
  interactionRate: 0.1,
  responseMinutes: 7,
  weeklyLeaveRate: 0.05,
  monthlyLeaveRate: 0.1,
  speakingRate: 0.5,
  ...rest,
});

/** A lively group that Telegram counts, and a quiet one where only those seen are known. */
export const health = (rest: Partial<GroupHealthAnswer> = {}): GroupHealthAnswer => ({
  asOf: Date.UTC(2026, 2, 20, 12),
  timeZone: 'Asia/Shanghai',
  period: { from: '2026-03-18', to: '2026-03-20', days: 2.5, complete: false },
  previous: { from: '2026-03-15', to: '2026-03-17' },
  step: 'day',
  partial: false,
  groups: [
    { id: 1, title: 'Lively', basis: 'reported', now: numbers(), before: numbers({ speakingRate: 0.4 }) },
    {
      id: 2,
      title: 'Quiet',
      basis: 'known',
      now: numbers({ posts: 1, members: 4, speakingRate: 0.25, responseMinutes: null, postsPerMemberDay: 0.01 }),
      before: numbers({ speakingRate: null, responseMinutes: null }),
    },
  ],
  moreGroups: 0,
  total: { now: numbers({ otherPosts: 6 }), before: numbers({ postsPerMemberDay: 1, speakingRate: 0.45 }) },
  trend: ['2026-03-18', '2026-03-19', '2026-03-20'].map((day, i) => ({
    ...{ from: day, to: day, posts: 10 * i, speakers: i, interacting: i, joins: 0, leaves: 0 },
    responseMinutes: i === 0 ? null : 2.5,
  })),
  content: [
    { content: 'text', posts: 90, replies: 45, reactions: 9, answered: 30, responseMinutes: 2 },
    { content: 'photo', posts: 10, replies: 20, reactions: 30, answered: 8, responseMinutes: null },
  ],
  ...rest,
});
