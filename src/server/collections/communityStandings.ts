import { defineCollection } from '@nocobase/database';

/** What each bot is in each group, and when we last asked. Times in milliseconds since 1970. */
export default defineCollection({
  name: 'communityStandings',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    { name: 'connectionId', type: 'bigInt', allowNull: false },
    { name: 'groupId', type: 'bigInt', allowNull: false },
    // administrator, member, left; unknown = Telegram does not know the chat
    { name: 'standing', type: 'string', length: 16, allowNull: false },
    { name: 'askedAt', type: 'bigInt', allowNull: false },
    { name: 'countedAt', type: 'bigInt', allowNull: false, defaultValue: 0 },
    // of the member who was asked about longest ago
    { name: 'rosterAt', type: 'bigInt', allowNull: false, defaultValue: 0 },
  ],
  indexes: [{ unique: true, fields: ['connectionId', 'groupId'] }],
});
