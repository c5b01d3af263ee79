import { defineCollection } from '@nocobase/database';

/** Who may do what must happen in one place only; a lease that is not renewed falls to the next who asks. */
export default defineCollection({
  name: 'communityLeases',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    { name: 'key', type: 'string', length: 64, allowNull: false, unique: true },
    { name: 'owner', type: 'string', length: 64 },
    // milliseconds since 1970: compared as a number, alike on every database
    { name: 'expiresAt', type: 'bigInt', allowNull: false, defaultValue: 0 },
  ],
});
