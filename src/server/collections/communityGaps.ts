import { defineCollection } from '@nocobase/database';
import { belongsTo, computed, id, instant, select, text } from '../schema';

/** Times in which activity of a group may be missing. */
export default defineCollection({
  name: 'communityGaps',
  title: text('Gaps in the record'),
  dataCategory: 'business',
  titleField: 'reason',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  timestamps: false,
  fields: [
    id(),
    computed(
      select('reason', 'Reason', [
        { value: 'downtime', label: 'Not fetched for over 24 hours', color: 'red' },
        { value: 'removed', label: 'Bot was not in the group', color: 'red' },
        { value: 'privacy', label: 'Privacy mode: only commands and replies arrive', color: 'orange' },
        { value: 'rights', label: 'Bot was no administrator: no joins, leaves and reactions', color: 'gold' },
      ]),
    ),
    computed(instant('fromAt', 'From')),
    // empty as long as it lasts
    computed(instant('toAt', 'Until')),
    computed(instant('filledAt', 'Filled by an import')),
    { name: 'connectionId', type: 'bigInt', allowNull: false },
    { name: 'groupId', type: 'bigInt', allowNull: false },
    belongsTo('group', 'Group', 'communityGroups', 'groupId', 'title'),
  ],
  indexes: [{ fields: ['groupId', 'fromAt'] }, { fields: ['connectionId', 'groupId', 'reason'] }],
});
