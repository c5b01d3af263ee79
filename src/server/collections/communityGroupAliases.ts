import { defineCollection } from '@nocobase/database';

/** Every chat id under which a group is or was known: a move to a supergroup adds one and keeps the group. */
export default defineCollection({
  name: 'communityGroupAliases',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    { name: 'platform', type: 'string', length: 32, allowNull: false },
    { name: 'externalId', type: 'string', length: 64, allowNull: false },
    { name: 'groupId', type: 'bigInt', allowNull: false },
  ],
  indexes: [{ unique: true, fields: ['platform', 'externalId'] }, { fields: ['groupId'] }],
});
