import { defineCollection } from '@nocobase/database';
import {
  belongsTo,
  checkbox,
  computed,
  day,
  id,
  instant,
  integer,
  json,
  longText,
  KIND_OPTIONS,
  number,
  select,
  string,
  text,
} from '../schema';

export default defineCollection({
  name: 'communityActivities',
  title: text('Community activities'),
  dataCategory: 'business',
  titleField: 'kind',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  timestamps: false,
  fields: [
    id(),
    computed(select('kind', 'Kind', KIND_OPTIONS, { allowNull: false, length: 64 })),
    computed(instant('occurredAt', 'Time', { allowNull: false })),
    computed(day('day', 'Community day', { allowNull: false })),
    computed(integer('hour', 'Community hour', { allowNull: false })),
    computed(checkbox('isReply', 'Is a reply', { allowNull: false })),
    computed(checkbox('isForward', 'Is a forward', { allowNull: false })),
    computed(integer('textLength', 'Characters')),
    computed(
      select('timeSource', 'Time taken from', [
        { value: 'event', label: 'The event' },
        { value: 'received', label: 'Its arrival' },
      ]),
    ),
    computed(string('source', 'Source', { allowNull: false, length: 32 })),
    computed(string('externalKey', 'Key in the source', { allowNull: false, length: 191 })),
    computed(string('threadId', 'Topic')),
    computed(string('forwardSource', 'Forwarded from')),
    computed(number('amount', 'Amount')),
    computed(string('currency', 'Currency')),
    computed(json('payload', 'Details')),
    // empty unless the operator has texts stored
    computed(longText('text', 'Text')),
    // later descriptions of the same thing replace earlier ones; see activityVersion
    { name: 'version', type: 'bigInt', allowNull: false, defaultValue: 0 },
    { name: 'retracted', type: 'boolean', allowNull: false, defaultValue: false },
    { name: 'replyToKey', type: 'string', length: 191 },
    { name: 'memberId', type: 'bigInt', allowNull: false },
    { name: 'groupId', type: 'bigInt', allowNull: false },
    { name: 'replyToMemberId', type: 'bigInt' },
    // the accounts behind the two members: a person may have several, and what was put together can be taken apart again
    { name: 'identityId', type: 'bigInt' },
    { name: 'replyToIdentityId', type: 'bigInt' },
    belongsTo('member', 'Member', 'communityMembers', 'memberId', 'displayName'),
    belongsTo('group', 'Group', 'communityGroups', 'groupId', 'title'),
    belongsTo('replyToMember', 'In reply to', 'communityMembers', 'replyToMemberId', 'displayName'),
  ],
  // two of them hold answers and forwards alone where the database knows partial indexes; see `tuneDatabase`
  indexes: [
    { unique: true, fields: ['source', 'externalKey'] },
    { fields: ['memberId', 'occurredAt'] },
    { fields: ['groupId', 'occurredAt'] },
    // the host would index the key of the relation alone; this serves both
    { fields: ['replyToMemberId', 'occurredAt'] },
    { fields: ['isForward', 'day'] },
  ],
});
