import { defineCollection } from '@nocobase/database';

export default defineCollection({
  name: 'communityMemberTags',
  dataCategory: 'business',
  fields: [
    { name: 'memberId', type: 'bigInt', allowNull: false },
    { name: 'tagId', type: 'bigInt', allowNull: false },
  ],
  indexes: [{ unique: true, fields: ['memberId', 'tagId'] }, { fields: ['tagId'] }],
});
