import { defineCollection } from '@nocobase/database';
import { belongsTo, checkbox, computed, id, instant, ORIGIN_OPTIONS, select, text } from '../schema';

/** Who entered and who left a segment, and when. */
export default defineCollection({
  name: 'communitySegmentChanges',
  title: text('Segment changes'),
  dataCategory: 'business',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  timestamps: false,
  fields: [
    id(),
    // true = entered, false = left
    computed(checkbox('entered', 'Entered', { allowNull: false })),
    computed(instant('at', 'Time', { allowNull: false })),
    computed(select('origin', 'Origin', ORIGIN_OPTIONS)),
    { name: 'segmentId', type: 'bigInt', allowNull: false },
    { name: 'memberId', type: 'bigInt', allowNull: false },
    { name: 'runId', type: 'bigInt' },
    belongsTo('segment', 'Segment', 'communitySegments', 'segmentId', 'title'),
    belongsTo('member', 'Member', 'communityMembers', 'memberId', 'displayName'),
  ],
  indexes: [{ fields: ['segmentId', 'at'] }, { fields: ['memberId', 'at'] }],
});
