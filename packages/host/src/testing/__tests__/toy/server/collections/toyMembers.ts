import { defineCollection } from '@nocobase/database';

export default defineCollection({
  name: 'toyMembers',
  fields: [
    { type: 'string', name: 'handle', unique: true },
    { type: 'string', name: 'city' },
    { type: 'date', name: 'joinedAt' },
  ],
});
