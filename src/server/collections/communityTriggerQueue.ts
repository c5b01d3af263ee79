import { defineCollection } from '@nocobase/database';

/** Activities that a workflow has still to be started for; written together with the activity. */
export default defineCollection({
  name: 'communityTriggerQueue',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    // of all versions of the workflow
    { name: 'workflowKey', type: 'string', length: 64, allowNull: false },
    { name: 'activityId', type: 'bigInt', allowNull: false },
    // milliseconds since 1970
    { name: 'notedAt', type: 'bigInt', allowNull: false },
    // key of the execution that this goes into, once that is decided
    { name: 'execution', type: 'string', length: 128 },
  ],
  indexes: [{ unique: true, fields: ['workflowKey', 'activityId'] }, { fields: ['execution', 'workflowKey', 'id'] }],
});
