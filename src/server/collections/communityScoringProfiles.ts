import { defineCollection } from '@nocobase/database';
import { checkbox, id, integer, number, string, text } from '../schema';

export default defineCollection({
  name: 'communityScoringProfiles',
  title: text('Scoring'),
  dataCategory: 'business',
  titleField: 'title',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  fields: [
    id(),
    string('key', 'Key', { allowNull: false, unique: true, length: 64 }),
    string('title', 'Title'),
    number('halfLifeDays', 'Half-life in days', {
      defaultValue: 30,
      validation: { type: 'number', rules: [{ key: 'min', name: 'min', args: { limit: 1 } }] },
    }),
    number('pointsForHalf', 'Points for a score of 50', { defaultValue: 50 }),
    number('mediumFrom', 'Medium from score', { defaultValue: 25 }),
    number('highFrom', 'High from score', { defaultValue: 60 }),
    integer('sessionGapMinutes', 'Longest pause within a session (minutes)', { defaultValue: 30 }),
    checkbox('active', 'Active', { defaultValue: true }),
    integer('version', 'Version', { defaultValue: 1 }),
    // day number since 1970 against which points are stored (forward decay)
    { name: 'landmarkDay', type: 'integer', defaultValue: 0 },
  ],
});
