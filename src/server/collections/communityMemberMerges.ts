import { defineCollection } from '@nocobase/database';

/** Members that were put together, with what is needed to take them apart again. Managed in the plugin's settings. */
export default defineCollection({
  name: 'communityMemberMerges',
  dataCategory: 'system',
  migrationRules: ['schema-only'],
  timestamps: false,
  fields: [
    // merging, merged, separating, separated
    { name: 'state', type: 'string', length: 16, allowNull: false },
    { name: 'keptId', type: 'bigInt', allowNull: false },
    { name: 'absorbedId', type: 'bigInt', allowNull: false },
    { name: 'keptName', type: 'string' },
    { name: 'absorbedName', type: 'string' },
    // accounts that came along
    { name: 'identityIds', type: 'json' },
    // the absorbed member's row, its tags, and what the kept one took over
    { name: 'snapshot', type: 'json' },
    { name: 'userId', type: 'bigInt' },
    // milliseconds since 1970
    { name: 'mergedAt', type: 'bigInt', allowNull: false },
    { name: 'separatedAt', type: 'bigInt' },
  ],
  indexes: [{ fields: ['state'] }, { fields: ['keptId'] }, { fields: ['absorbedId'] }],
});
