import { defineCollection } from '@nocobase/database';
import { id, longText, string, text } from '../schema';

export default defineCollection({
  name: 'communityTags',
  title: text('Community tags'),
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
  ],
});
