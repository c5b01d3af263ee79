import { defineCollection } from '@nocobase/database';
import { checkbox, id, instant, json, select, string, text } from '../schema';

/** One of the operator's collections whose records become activities. Managed in the plugin's settings only. */
export default defineCollection({
  name: 'communityMappings',
  title: text('Collection mappings'),
  dataCategory: 'system',
  migrationRules: ['schema-only'],
  titleField: 'title',
  filterTargetKey: 'id',
  autoGenId: false,
  fields: [
    id(),
    string('title', 'Name', { allowNull: false }),
    string('collectionName', 'Collection', { allowNull: false }),
    checkbox('enabled', 'Enabled', { defaultValue: true }),
    // relation to a member, account id, user name, or a field that member and record have in common
    string('memberBy', 'Member found by', { allowNull: false, length: 16 }),
    string('memberField', 'Member field', { allowNull: false }),
    string('memberPlatform', 'Platform', { length: 32 }),
    string('memberMatchField', 'Field of the member'),
    string('timeField', 'Time field', { allowNull: false }),
    string('kind', 'Kind', { allowNull: false, length: 64 }),
    string('amountField', 'Amount field'),
    string('currencyField', 'Currency field'),
    string('currency', 'Currency', { length: 3 }),
    string('groupField', 'Group field'),
    { name: 'groupId', type: 'bigInt' },
    json('filter', 'Only records that'),
    select(
      'status',
      'Status',
      [
        { value: 'new', label: 'Not run yet', color: 'default' },
        { value: 'ok', label: 'In step', color: 'green' },
        { value: 'error', label: 'Error', color: 'red' },
      ],
      { defaultValue: 'new' },
    ),
    json('lastError', 'Last error'),
    json('counts', 'Counts'),
    instant('lastReconciledAt', 'Last compared'),
  ],
});
