import { defineCollection } from '@nocobase/database';

/** Raw measures of one member in one group on one community day, by kind. Everything else is computed from these. */
export default defineCollection({
  name: 'communityDailyFacts',
  dataCategory: 'business',
  timestamps: false,
  fields: [
    { name: 'memberId', type: 'bigInt', allowNull: false },
    { name: 'groupId', type: 'bigInt', allowNull: false },
    { name: 'day', type: 'dateOnly', allowNull: false },
    { name: 'kind', type: 'string', length: 64, allowNull: false },
    { name: 'count', type: 'integer', allowNull: false, defaultValue: 0 },
    { name: 'replies', type: 'integer', allowNull: false, defaultValue: 0 },
    { name: 'forwards', type: 'integer', allowNull: false, defaultValue: 0 },
    { name: 'characters', type: 'bigInt', allowNull: false, defaultValue: 0 },
    { name: 'amount', type: 'double', allowNull: false, defaultValue: 0 },
    { name: 'repliesReceived', type: 'integer', allowNull: false, defaultValue: 0 },
    { name: 'reactionsReceived', type: 'integer', allowNull: false, defaultValue: 0 },
    { name: 'sessionMinutes', type: 'double', allowNull: false, defaultValue: 0 },
    // joins that follow a leave: a sign of life, unlike the first join
    { name: 'rejoins', type: 'integer', allowNull: false, defaultValue: 0 },
    // instants of the first and last of the counted activities; null where the row only holds received measures
    { name: 'firstAt', type: 'date' },
    { name: 'lastAt', type: 'date' },
  ],
  indexes: [
    { unique: true, fields: ['groupId', 'day', 'memberId', 'kind'] },
    // what a member did, day by day; with what is counted most, so that rankings of everybody need no look at the rows
    {
      name: 'community_daily_facts_by_member',
      fields: ['memberId', 'day', 'kind', 'groupId', 'count', 'forwards'],
    },
    // windows over everybody; what stages and most segments count is answered without a look at the rows
    {
      name: 'community_daily_facts_by_kind',
      fields: ['kind', 'day', 'memberId', 'count', 'replies', 'rejoins'],
    },
  ],
});
