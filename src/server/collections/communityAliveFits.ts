import { defineCollection } from '@nocobase/database';

/** Fitted parameters of how members stay and leave (BG/NBD over active days, times in days); the newest row is in use. */
export default defineCollection({
  name: 'communityAliveFits',
  dataCategory: 'system',
  timestamps: false,
  fields: [
    { name: 'r', type: 'double', allowNull: false },
    { name: 'alpha', type: 'double', allowNull: false },
    { name: 'a', type: 'double', allowNull: false },
    { name: 'b', type: 'double', allowNull: false },
    { name: 'logLikelihood', type: 'double', allowNull: false },
    // how many members it was fitted on
    { name: 'people', type: 'integer', allowNull: false },
    // community day up to which their histories go
    { name: 'asOfDay', type: 'dateOnly', allowNull: false },
    { name: 'fittedAt', type: 'date', allowNull: false },
  ],
});
