import { defineCollection } from '@nocobase/database';
import { id, instant, json, select, string, text } from '../schema';

/** A bot of the operator's. Not offered on pages: it is managed in the plugin's settings only. */
export default defineCollection({
  name: 'communityConnections',
  title: text('Bots'),
  dataCategory: 'system',
  migrationRules: ['schema-only'],
  titleField: 'name',
  filterTargetKey: 'id',
  autoGenId: false,
  fields: [
    id(),
    string('name', 'Name', { allowNull: false }),
    select(
      'mode',
      'Mode',
      [
        { value: 'polling', label: 'Long polling', color: 'green' },
        { value: 'webhook', label: 'Webhook', color: 'blue' },
        { value: 'paused', label: 'Paused', color: 'default' },
      ],
      { defaultValue: 'polling', allowNull: false },
    ),
    // encrypted, or a reference to one of the host's variables; it goes in and never out
    { name: 'token', type: 'text', hidden: true },
    string('tokenHint', 'Token'),
    string('apiRoot', 'Bot API address'),
    string('botId', 'Bot ID', { length: 32 }),
    string('botUsername', 'Bot'),
    select(
      'status',
      'Status',
      [
        { value: 'unknown', label: 'Not tried yet', color: 'default' },
        { value: 'ok', label: 'Connected', color: 'green' },
        { value: 'error', label: 'Error', color: 'red' },
      ],
      { defaultValue: 'unknown' },
    ),
    // the bot and the server that numbered the updates in the inbox; see `noteBot`
    { name: 'numberedBy', type: 'string', length: 512, hidden: true },
    // the first update that has not been confirmed to Telegram
    { name: 'nextUpdateId', type: 'bigInt', hidden: true },
    // where Telegram was told to deliver to, and the encrypted secret by which we know it
    string('webhookUrl', 'Webhook address', { length: 1024 }),
    { name: 'webhookSecret', type: 'text', hidden: true },
    // up to when updates are known to have been received, milliseconds
    { name: 'coveredUntil', type: 'bigInt', hidden: true },
    instant('lastPolledAt', 'Last polled'),
    instant('lastUpdateAt', 'Last update'),
    json('lastError', 'Last error'),
  ],
});
