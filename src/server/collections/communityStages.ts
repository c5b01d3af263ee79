import { defineCollection } from '@nocobase/database';
import { id, integer, longText, string, text } from '../schema';

export default defineCollection({
  name: 'communityStages',
  title: text('Lifecycle stages'),
  dataCategory: 'business',
  titleField: 'title',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  fields: [
    id(),
    string('key', 'Key', { allowNull: false, unique: true, length: 64 }),
    string('title', 'Title'),
    string('color', 'Colour'),
    integer('order', 'Order'),
    longText('goal', 'Goal'),
  ],
});
