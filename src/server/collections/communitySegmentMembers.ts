import { defineCollection } from '@nocobase/database';

/** Who is in a segment now. Seen through the members' and the segments' relations, each within its own data scope. */
export default defineCollection({
  name: 'communitySegmentMembers',
  dataCategory: 'business',
  timestamps: false,
  fields: [
    { name: 'segmentId', type: 'bigInt', allowNull: false },
    { name: 'memberId', type: 'bigInt', allowNull: false },
    { name: 'enteredAt', type: 'date' },
  ],
  indexes: [{ unique: true, fields: ['segmentId', 'memberId'] }, { fields: ['memberId', 'segmentId'] }],
});
