import { defineCollection } from '@nocobase/database';

/** Facts that no longer agree with the activities: one member's days in a group, or everybody's (memberId −1). */
export default defineCollection({
  name: 'communityTouches',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    { name: 'groupId', type: 'bigInt', allowNull: false },
    { name: 'memberId', type: 'bigInt', allowNull: false },
    { name: 'fromDay', type: 'dateOnly', allowNull: false },
    { name: 'toDay', type: 'dateOnly', allowNull: false },
    // told by an import or another look at the past: labels that follow from it start nothing
    { name: 'history', type: 'boolean', allowNull: false, defaultValue: false },
  ],
});
