import { defineCollection } from '@nocobase/database';
import { checkbox, id, number, string, text } from '../schema';

export default defineCollection({
  name: 'communityKinds',
  title: text('Kinds of activity'),
  dataCategory: 'business',
  titleField: 'title',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  fields: [
    id(),
    string('key', 'Key', { allowNull: false, unique: true, length: 64 }),
    string('title', 'Title'),
    number('weight', 'Points', { defaultValue: 1 }),
    number('dailyCap', 'Most points a day'),
    checkbox('signOfLife', 'Sign of life', { defaultValue: true }),
    checkbox('utterance', 'Counts as a message'),
  ],
});
