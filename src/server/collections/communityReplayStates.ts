import { defineCollection } from '@nocobase/database';

/** Members whose history is being replayed: their stage as of the day reached so far. Empty between replays. */
export default defineCollection({
  name: 'communityReplayStates',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    { name: 'memberId', type: 'bigInt', allowNull: false, unique: true },
    { name: 'stage', type: 'string', length: 64 },
    { name: 'stageSince', type: 'date' },
    { name: 'firstSeenAt', type: 'date' },
    { name: 'lastActiveAt', type: 'date' },
  ],
});
