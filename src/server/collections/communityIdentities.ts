import { defineCollection } from '@nocobase/database';
import { belongsTo, checkbox, id, string, text } from '../schema';

export default defineCollection({
  name: 'communityIdentities',
  title: text('Community accounts'),
  dataCategory: 'business',
  titleField: 'username',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  fields: [
    id(),
    string('platform', 'Platform', { allowNull: false, length: 32 }),
    string('externalId', 'Platform ID', { allowNull: false, length: 64 }),
    string('username', 'Username'),
    string('displayName', 'Name'),
    string('languageCode', 'Language'),
    checkbox('isBot', 'Is a bot'),
    // order descriptions of the account: of each field the latest counts, live beats an export's address book of the same
    // moment; infoVersion is that of the name
    { name: 'infoVersion', type: 'bigInt', defaultValue: 0, hidden: true },
    { name: 'usernameVersion', type: 'bigInt', hidden: true },
    { name: 'languageVersion', type: 'bigInt', hidden: true },
    // earliest moment at which anything named the account, whether it counts or not
    { name: 'firstMentionedAt', type: 'date', hidden: true },
    { name: 'memberId', type: 'bigInt', allowNull: false },
    belongsTo('member', 'Member', 'communityMembers', 'memberId', 'displayName'),
  ],
  indexes: [{ unique: true, fields: ['platform', 'externalId'] }, { fields: ['memberId'] }],
});
