import { defineCollection } from '@nocobase/database';
import { belongsTo, computed, id, instant, integer, json, ORIGIN_OPTIONS, select, STAGE_OPTIONS, string, text } from '../schema';

export default defineCollection({
  name: 'communityStageChanges',
  title: text('Stage changes'),
  dataCategory: 'business',
  titleField: 'to',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  timestamps: false,
  fields: [
    id(),
    computed(select('from', 'From', STAGE_OPTIONS)),
    computed(select('to', 'To', STAGE_OPTIONS)),
    computed(instant('at', 'Time', { allowNull: false })),
    computed(select('origin', 'Origin', ORIGIN_OPTIONS)),
    computed(string('ruleKey', 'Rule')),
    computed(integer('ruleVersion', 'Rule version')),
    computed(json('evidence', 'Evidence')),
    { name: 'runId', type: 'bigInt' },
    { name: 'ruleId', type: 'bigInt' },
    { name: 'memberId', type: 'bigInt', allowNull: false },
    belongsTo('member', 'Member', 'communityMembers', 'memberId', 'displayName'),
  ],
  indexes: [{ fields: ['memberId', 'at'] }, { fields: ['at'] }, { fields: ['runId'] }],
});
