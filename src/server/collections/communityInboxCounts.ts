import { defineCollection } from '@nocobase/database';

/** How many updates of kinds that nobody could read were removed from the inbox: nothing goes without a trace. */
export default defineCollection({
  name: 'communityInboxCounts',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    { name: 'connectionId', type: 'bigInt', allowNull: false },
    { name: 'kind', type: 'string', length: 64, allowNull: false },
    { name: 'count', type: 'bigInt', allowNull: false, defaultValue: 0 },
    // milliseconds since 1970
    { name: 'lastAt', type: 'bigInt', allowNull: false },
  ],
  indexes: [{ unique: true, fields: ['connectionId', 'kind'] }],
});
