import { defineCollection } from '@nocobase/database';

/** Raw updates: committed here before Telegram is told that they arrived. Texts are forgotten once they were read. */
export default defineCollection({
  name: 'communityInbox',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    { name: 'connectionId', type: 'bigInt', allowNull: false },
    { name: 'updateId', type: 'bigInt', allowNull: false },
    { name: 'kind', type: 'string', length: 64, allowNull: false },
    // JSON as plain ASCII text: databases differ in which strange characters they take, and none must be lost
    { name: 'raw', type: 'text', length: 'long' },
    // what people wrote, taken out of it: forgotten once the update was read
    { name: 'texts', type: 'text', length: 'long' },
    // pending, done, skipped (read, but nothing follows from it), failed (set aside after several tries)
    { name: 'state', type: 'string', length: 16, allowNull: false, defaultValue: 'pending' },
    { name: 'attempts', type: 'integer', allowNull: false, defaultValue: 0 },
    // milliseconds since 1970: compared as numbers, alike on every database
    { name: 'retryAt', type: 'bigInt', allowNull: false, defaultValue: 0 },
    { name: 'receivedAt', type: 'bigInt', allowNull: false },
    { name: 'processedAt', type: 'bigInt' },
    { name: 'error', type: 'text' },
  ],
  indexes: [
    { unique: true, fields: ['connectionId', 'updateId'] },
    // of those that wait alone, where the database knows partial indexes; see `tuneDatabase`
    { fields: ['state', 'connectionId', 'id', 'retryAt'] },
    { fields: ['state', 'processedAt'] },
  ],
});
