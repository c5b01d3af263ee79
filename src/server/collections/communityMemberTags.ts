import { defineCollection } from '@nocobase/database';

export default defineCollection({
  name: 'communityMemberTags',
  dataCategory: 'business',
  fields: [
    { name: 'memberId', type: 'bigInt', allowNull: false },
    { name: 'tagId', type: 'bigInt', allowNull: false },
    // manual: stays whatever the rules say; rule: comes and goes with its condition
    { name: 'source', type: 'string', length: 8, allowNull: false, defaultValue: 'manual' },
  ],
  indexes: [{ unique: true, fields: ['memberId', 'tagId'] }, { fields: ['tagId', 'memberId'] }],
});
