import { defineCollection } from '@nocobase/database';

/** Answers whose target is not known yet: an update may arrive before the message that it answers. */
export default defineCollection({
  name: 'communityAwaitedTargets',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    { name: 'source', type: 'string', length: 32, allowNull: false },
    { name: 'targetKey', type: 'string', length: 191, allowNull: false },
    { name: 'externalKey', type: 'string', length: 191, allowNull: false },
  ],
  indexes: [{ unique: true, fields: ['source', 'targetKey', 'externalKey'] }],
});
