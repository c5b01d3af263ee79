import { defineCollection } from '@nocobase/database';
import { belongsTo, checkbox, computed, id, instant, integer, json, longText, select, string, text } from '../schema';

export default defineCollection({
  name: 'communityRules',
  title: text('Label rules'),
  dataCategory: 'business',
  titleField: 'title',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  fields: [
    id(),
    string('key', 'Key', { allowNull: false, unique: true, length: 64 }),
    string('title', 'Title'),
    select('kind', 'Kind', [
      { value: 'stage', label: 'Stage', color: 'blue' },
      { value: 'persona', label: 'Persona', color: 'purple' },
      { value: 'tag', label: 'Tag', color: 'cyan' },
      { value: 'alert', label: 'Alert', color: 'red' },
    ]),
    select(
      'subject',
      'Subject',
      [
        { value: 'member', label: 'Member' },
        { value: 'membership', label: 'Membership' },
        { value: 'group', label: 'Group' },
      ],
      { defaultValue: 'member' },
    ),
    json('from', 'From'),
    string('to', 'To'),
    json('enter', 'Entered when'),
    json('keep', 'Kept while'),
    integer('priority', 'Priority', { defaultValue: 0 }),
    integer('minimumStayDays', 'Minimum stay in days', { defaultValue: 0 }),
    checkbox('enabled', 'Enabled', { defaultValue: true }),
    integer('version', 'Version', { defaultValue: 1 }),
    longText('treatment', 'Suggested treatment'),
    {
      name: 'color',
      type: 'string',
      interface: 'color',
      uiSchema: { type: 'string', title: text('Colour'), 'x-component': 'ColorPicker' },
    },
    // of personas and tags: stages are evaluated together
    computed(instant('refreshedAt', 'Refreshed at')),
    computed(integer('costMs', 'Cost in milliseconds')),
    computed(longText('error', 'Error')),
    { name: 'ownerId', type: 'bigInt' },
    belongsTo('owner', 'Owner', 'users', 'ownerId', 'nickname'),
  ],
  indexes: [{ fields: ['kind', 'enabled'] }],
});
