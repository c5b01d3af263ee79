import { defineCollection } from '@nocobase/database';

/**
 * Members whose facts have changed since labels were made of them. Written after the facts are counted and before their
 * touches are forgotten, so a crash costs a repetition; forgotten by the run that has looked at them.
 */
export default defineCollection({
  name: 'communityLabelTouches',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    { name: 'memberId', type: 'bigInt', allowNull: false },
    // told by an import, or of a day long past: starts nothing
    { name: 'history', type: 'boolean', allowNull: false, defaultValue: false },
    // whether it was looked at the moment it happened
    { name: 'seen', type: 'boolean', allowNull: false, defaultValue: false },
    // the run that makes labels of it
    { name: 'runId', type: 'bigInt' },
  ],
  indexes: [{ fields: ['memberId'] }, { fields: ['seen', 'id'] }],
});
