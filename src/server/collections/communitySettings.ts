import { defineCollection } from '@nocobase/database';

/** The plugin's settings: one row a key. Read through `communitySettings:get`, never listed. */
export default defineCollection({
  name: 'communitySettings',
  dataCategory: 'system',
  timestamps: false,
  fields: [
    { name: 'key', type: 'string', length: 64, allowNull: false, unique: true },
    { name: 'value', type: 'json' },
  ],
});
