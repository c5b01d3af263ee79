import { defineCollection } from '@nocobase/database';

/** Who came to carry a persona, a tag by rule or a tier, and who does no longer; sizes over time are read from it. */
export default defineCollection({
  name: 'communityLabelChanges',
  dataCategory: 'system',
  migrationRules: ['schema-only'],
  timestamps: false,
  fields: [
    // persona, tag, tier
    { name: 'kind', type: 'string', length: 16, allowNull: false },
    { name: 'key', type: 'string', length: 64, allowNull: false },
    { name: 'memberId', type: 'bigInt', allowNull: false },
    // false = does no longer carry it
    { name: 'entered', type: 'boolean', allowNull: false },
    { name: 'at', type: 'date', allowNull: false },
  ],
  indexes: [{ fields: ['kind', 'key', 'at'] }, { fields: ['memberId'] }, { fields: ['at'] }],
});
