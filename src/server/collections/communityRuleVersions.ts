import { defineCollection } from '@nocobase/database';

/** What stage rules said before they were changed or removed. Read through `communityLifecycle:versions`. */
export default defineCollection({
  name: 'communityRuleVersions',
  dataCategory: 'system',
  migrationRules: ['schema-only'],
  timestamps: false,
  fields: [
    // the key outlives the rule's row: a removed rule that comes back goes on counting
    { name: 'ruleKey', type: 'string', length: 64, allowNull: false },
    { name: 'ruleId', type: 'bigInt' },
    { name: 'version', type: 'integer', allowNull: false },
    // the rule as it was, see StageRuleDraft
    { name: 'rule', type: 'json' },
    // how the version ended: changed, removed
    { name: 'ended', type: 'string', length: 16, allowNull: false },
    // milliseconds since 1970
    { name: 'endedAt', type: 'bigInt', allowNull: false },
    { name: 'userId', type: 'bigInt' },
  ],
  indexes: [{ fields: ['ruleKey', 'version'] }],
});
