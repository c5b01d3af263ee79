import { defineCollection } from '@nocobase/database';

/** Up to which change (of stage, of a segment's members) a workflow has been started. */
export default defineCollection({
  name: 'communityTriggerPositions',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    // of all versions of the workflow
    { name: 'workflowKey', type: 'string', length: 64, allowNull: false, unique: true },
    // where the changes are recorded
    { name: 'source', type: 'string', length: 64, allowNull: false, defaultValue: 'communityStageChanges' },
    // changes up to this id are dealt with
    { name: 'position', type: 'bigInt', allowNull: false, defaultValue: 0 },
    // end of the portion whose executions are being made; null = none is
    { name: 'upTo', type: 'bigInt' },
  ],
});
