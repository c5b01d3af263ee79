import { defineCollection } from '@nocobase/database';

/** Members in a backtest: their stage by each set of rules as of the date reached so far. Empty between backtests. */
export default defineCollection({
  name: 'communityBacktestStates',
  dataCategory: 'runtime',
  timestamps: false,
  fields: [
    // draft, current
    { name: 'side', type: 'string', length: 8, allowNull: false },
    { name: 'memberId', type: 'bigInt', allowNull: false },
    { name: 'stage', type: 'string', length: 64 },
    { name: 'stageSince', type: 'date' },
    { name: 'firstSeenAt', type: 'date' },
    { name: 'lastActiveAt', type: 'date' },
  ],
  indexes: [{ unique: true, fields: ['side', 'memberId'] }],
});
