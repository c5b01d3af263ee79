import { defineCollection } from '@nocobase/database';

/** Utterances of one member in one group by community day and hour: the weekday × hour rhythm. */
export default defineCollection({
  name: 'communityHourlyFacts',
  dataCategory: 'business',
  timestamps: false,
  fields: [
    { name: 'memberId', type: 'bigInt', allowNull: false },
    { name: 'groupId', type: 'bigInt', allowNull: false },
    { name: 'day', type: 'dateOnly', allowNull: false },
    { name: 'hour', type: 'integer', allowNull: false },
    { name: 'utterances', type: 'integer', allowNull: false, defaultValue: 0 },
  ],
  indexes: [
    { unique: true, fields: ['groupId', 'day', 'hour', 'memberId'] },
    { fields: ['memberId', 'day'] },
    // the rhythm of everybody, read from the index alone
    { name: 'community_hourly_facts_by_hour', fields: ['day', 'hour', 'memberId', 'groupId', 'utterances'] },
  ],
});
