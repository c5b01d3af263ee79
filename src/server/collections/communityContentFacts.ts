import { defineCollection } from '@nocobase/database';

/**
 * What members posted in a group on one community day, by kind of content, and how others answered it on the same day.
 * `answered` posts got a first reply, `within…` of them after at most so many minutes; see `facts/content.ts`.
 */
export default defineCollection({
  name: 'communityContentFacts',
  dataCategory: 'business',
  timestamps: false,
  fields: [
    { name: 'memberId', type: 'bigInt', allowNull: false },
    { name: 'groupId', type: 'bigInt', allowNull: false },
    { name: 'day', type: 'dateOnly', allowNull: false },
    { name: 'content', type: 'string', length: 16, allowNull: false },
    ...[
      'posts',
      'repliesReceived',
      'reactionsReceived',
      'answered',
      'within1',
      'within2',
      'within3',
      'within5',
      'within10',
      'within30',
      'within60',
      'within240',
    ].map((name) => ({ name, type: 'integer' as const, allowNull: false, defaultValue: 0 })),
  ],
  indexes: [{ unique: true, fields: ['groupId', 'day', 'memberId', 'content'] }],
});
