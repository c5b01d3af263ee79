import { defineCollection } from '@nocobase/database';
import { bigInteger, checkbox, computed, hasMany, id, instant, integer, number, select, string, text } from '../schema';

export default defineCollection({
  name: 'communityGroups',
  title: text('Community groups'),
  dataCategory: 'business',
  titleField: 'title',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  fields: [
    id(),
    string('title', 'Title'),
    string('platform', 'Platform', { allowNull: false, length: 32 }),
    string('externalId', 'Platform ID', { allowNull: false, length: 64 }),
    string('username', 'Username'),
    select('type', 'Type', [
      { value: 'group', label: 'Basic group' },
      { value: 'supergroup', label: 'Supergroup', color: 'blue' },
      { value: 'channel', label: 'Channel', color: 'purple' },
    ]),
    select(
      'status',
      'Status',
      [
        { value: 'seen', label: 'Known from an import', color: 'default' },
        { value: 'member', label: 'Bot is a member', color: 'blue' },
        { value: 'administrator', label: 'Bot is an administrator', color: 'green' },
        { value: 'left', label: 'Bot is not in the group', color: 'red' },
      ],
      { defaultValue: 'seen' },
    ),
    computed(integer('memberCount', 'Members (Telegram)')),
    computed(instant('memberCountAt', 'Members counted at')),
    // of those whom Telegram counts, per cent of whom we know that they are in the group
    computed(number('coverage', 'Members known, %')),
    // when the member of the group was asked about whom we asked about longest ago
    computed(instant('rosterCheckedAt', 'Roster checked since')),
    computed(integer('knownMembers', 'Members known', { defaultValue: 0 })),
    computed(integer('posts', 'Posts', { defaultValue: 0 })),
    computed(instant('lastActiveAt', 'Last activity')),
    checkbox('archived', 'Archived'),
    // order descriptions of the group: of each field the latest counts; infoVersion is that of the title
    bigInteger('infoVersion', 'Version of the description', { hidden: true, defaultValue: 0 }),
    { name: 'usernameVersion', type: 'bigInt', hidden: true },
    { name: 'typeVersion', type: 'bigInt', hidden: true },
    { name: 'statusVersion', type: 'bigInt', hidden: true },
    hasMany('gaps', 'Gaps in the record', 'communityGaps', 'groupId', 'reason'),
    hasMany('memberships', 'Memberships', 'communityMemberships', 'groupId', 'id'),
  ],
  indexes: [{ unique: true, fields: ['platform', 'externalId'] }, { fields: ['lastActiveAt'] }],
  createdBy: true,
});
