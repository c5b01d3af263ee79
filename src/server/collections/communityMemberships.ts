import { defineCollection } from '@nocobase/database';
import { belongsTo, computed, id, instant, integer, LEVEL_OPTIONS, number, select, text } from '../schema';

export default defineCollection({
  name: 'communityMemberships',
  title: text('Community memberships'),
  dataCategory: 'business',
  titleField: 'id',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  timestamps: false,
  fields: [
    id(),
    computed(select('level', 'Participation', LEVEL_OPTIONS, { defaultValue: 'none' })),
    computed(number('score', 'Score', { defaultValue: 0 })),
    computed(integer('posts', 'Posts', { defaultValue: 0 })),
    computed(instant('lastActiveAt', 'Last active')),
    select('role', 'Role', [
      { value: 'creator', label: 'Owner of the group', color: 'gold' },
      { value: 'administrator', label: 'Administrator', color: 'blue' },
      { value: 'member', label: 'Member', color: 'default' },
      { value: 'restricted', label: 'Restricted', color: 'orange' },
    ]),
    computed(
      select(
        'status',
        'Status',
        [
          { value: 'member', label: 'In the group', color: 'green' },
          { value: 'left', label: 'Left', color: 'default' },
        ],
        { defaultValue: 'member' },
      ),
    ),
    computed(instant('firstSeenAt', 'First seen')),
    computed(instant('joinedAt', 'Joined')),
    computed(instant('leftAt', 'Left at')),
    // forward-decayed points, see the scoring step
    { name: 'points', type: 'double', defaultValue: 0 },
    // when Telegram was last asked whether the member is in the group, milliseconds; 0 = never
    { name: 'checkedAt', type: 'bigInt', allowNull: false, defaultValue: 0 },
    { name: 'inviterId', type: 'bigInt' },
    { name: 'memberId', type: 'bigInt', allowNull: false },
    { name: 'groupId', type: 'bigInt', allowNull: false },
    belongsTo('member', 'Member', 'communityMembers', 'memberId', 'displayName'),
    belongsTo('group', 'Group', 'communityGroups', 'groupId', 'title'),
    belongsTo('inviter', 'Invited by', 'communityMembers', 'inviterId', 'displayName'),
  ],
  indexes: [
    { unique: true, fields: ['memberId', 'groupId'] },
    { fields: ['groupId', 'score'] },
    // all that a cell of the heatmap shows: its rows lie scattered over the table, and are not visited
    // (named: the usual name would be longer than MySQL and MariaDB take)
    {
      name: 'community_memberships_cells',
      fields: ['memberId', 'groupId', 'score', 'level', 'posts', 'lastActiveAt'],
    },
    { fields: ['groupId', 'status', 'checkedAt'] },
    // whom a member has brought along
    { fields: ['inviterId', 'joinedAt'] },
  ],
});
