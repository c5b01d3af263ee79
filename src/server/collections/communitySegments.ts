import { defineCollection } from '@nocobase/database';
import { belongsTo, computed, id, instant, integer, json, longText, select, string, text } from '../schema';

export default defineCollection({
  name: 'communitySegments',
  title: text('Community segments'),
  dataCategory: 'business',
  titleField: 'title',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  fields: [
    id(),
    string('key', 'Key', { allowNull: false, unique: true, length: 64 }),
    string('title', 'Title'),
    longText('description', 'Description'),
    {
      name: 'color',
      type: 'string',
      interface: 'color',
      uiSchema: { type: 'string', title: text('Colour'), 'x-component': 'ColorPicker' },
    },
    select(
      'mode',
      'Membership',
      [
        { value: 'dynamic', label: 'By condition', color: 'blue' },
        { value: 'static', label: 'By hand', color: 'gold' },
      ],
      { defaultValue: 'dynamic' },
    ),
    json('condition', 'Condition'),
    select(
      'refresh',
      'Refreshed',
      [
        { value: 'run', label: 'After each run', color: 'green' },
        { value: 'scheduled', label: 'By its own schedule', color: 'blue' },
        { value: 'demand', label: 'On demand', color: 'default' },
      ],
      { defaultValue: 'run' },
    ),
    string('schedule', 'Schedule'),
    computed(integer('version', 'Version', { defaultValue: 1 })),
    computed(instant('refreshedAt', 'Refreshed at')),
    computed(integer('costMs', 'Cost in milliseconds')),
    computed(longText('error', 'Error')),
    // what the members were found by: condition, kinds, calendar
    { name: 'evaluatedBy', type: 'string', length: 64, hidden: true },
    { name: 'ownerId', type: 'bigInt' },
    belongsTo('owner', 'Owner', 'users', 'ownerId', 'nickname'),
  ],
  createdBy: true,
});
