import { defineCollection } from '@nocobase/database';

/** Two members who look alike and are not the same person, as an operator has said. */
export default defineCollection({
  name: 'communityMergeDismissals',
  dataCategory: 'system',
  migrationRules: ['schema-only'],
  timestamps: false,
  fields: [
    // the smaller id first
    { name: 'memberA', type: 'bigInt', allowNull: false },
    { name: 'memberB', type: 'bigInt', allowNull: false },
  ],
  indexes: [{ unique: true, fields: ['memberA', 'memberB'] }],
});
