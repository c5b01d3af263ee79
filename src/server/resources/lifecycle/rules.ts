import type { Context, Next } from '@nocobase/actions';
import type { Model } from '@nocobase/database';
import { createHash } from 'node:crypto';
import type { RuleSetFile, StageRuleDraft } from '../../../common/lifecycle';
import { readConditionContext } from '../../conditions';
import {
  canonical,
  defaultDrafts,
  parseRules,
  parseRuleSetFile,
  readRules,
  ruleVersions,
  saveRules,
  type StoredRule,
} from '../../lifecycle';
import type { Store, WriteGate } from '../../store';
import { inputOf, refuse } from '../requests';
import { checked } from './checked';

export interface RulesOptions {
  store: Store;
  gate: WriteGate;
  /** Called after a change: everybody is looked at again. */
  onChange: () => Promise<void>;
}

/** `communityLifecycle`: the stage rules as a whole, and what they said before. */
export function rulesActions({ store, gate, onChange }: RulesOptions) {
  const answer = async () => {
    const rules = await readRules(store);
    const stages: Model[] = await store.db.getRepository('communityStages').find({ sort: ['order', 'id'] });
    return {
      rules,
      stages: stages.map((stage) => ({
        key: String(stage.get('key')),
        title: String(stage.get('title') || stage.get('key')),
        color: (stage.get('color') as string | null) ?? null,
        goal: (stage.get('goal') as string | null) ?? null,
      })),
      revision: revisionOf(rules),
    };
  };

  const replace = async (ctx: Context, drafts: StageRuleDraft[]) => {
    await refuseForeignKeys(ctx, store, drafts);
    const { revision } = inputOf(ctx);
    const counts = await saveRules({ store, gate, context: ctx }, drafts, (stored) => {
      if (revision !== undefined && revision !== revisionOf(stored))
        refuse(ctx, 409, 'RULES_CHANGED', 'Somebody else has changed the rules meanwhile. Load them again.');
    });
    if (counts.created + counts.changed + counts.removed) await onChange();
    ctx.body = { ...(await answer()), ...counts };
  };

  return {
    /** The rules and stages there are; `revision` may be sent back with a save. */
    async rules(ctx: Context, next: Next) {
      ctx.body = await answer();
      await next();
    },

    /** Makes the stage rules equal to `{ rules, revision? }`; what is absent is removed. */
    async saveRules(ctx: Context, next: Next) {
      const known = await readConditionContext(store);
      await replace(
        ctx,
        checked(ctx, () => parseRules(inputOf(ctx).rules, known)),
      );
      await next();
    },

    async exportRules(ctx: Context, next: Next) {
      const rules = (await readRules(store)).map(({ id: _id, version: _version, ...draft }) => draft);
      const file: RuleSetFile = { format: 'community-stage-rules', version: 1, rules };
      ctx.body = file;
      await next();
    },

    /** Takes what `exportRules` gave out, here or in another installation. */
    async importRules(ctx: Context, next: Next) {
      const known = await readConditionContext(store);
      await replace(
        ctx,
        checked(ctx, () => parseRuleSetFile(inputOf(ctx), known)),
      );
      await next();
    },

    /** The rules that an installation starts with; what was before stays among the versions. */
    async resetRules(ctx: Context, next: Next) {
      const known = await readConditionContext(store);
      const chinese = String(ctx.getCurrentLocale?.() ?? '').startsWith('zh');
      await replace(
        ctx,
        checked(ctx, () => parseRules(defaultDrafts(chinese), known)),
      );
      await next();
    },

    /** What the rule with the key `rule` says and has said. */
    async versions(ctx: Context, next: Next) {
      const { rule } = inputOf(ctx);
      if (typeof rule !== 'string' || !rule)
        refuse(ctx, 400, 'MISSING_PARAMETER', '{{name}} is missing. Allowed: the key of a rule.', { name: 'rule' });
      const versions = await ruleVersions(store, rule as string);
      if (!versions.length)
        refuse(ctx, 404, 'RULE_MISSING', 'There is no rule "{{key}}".', { key: String(rule).slice(0, 64) });
      ctx.body = versions;
      await next();
    },
  };
}

function revisionOf(rules: StoredRule[]): string {
  return createHash('sha256').update(canonical(rules)).digest('hex').slice(0, 16);
}

/** Keys are unique among all kinds of rules. */
async function refuseForeignKeys(ctx: Context, store: Store, drafts: StageRuleDraft[]): Promise<void> {
  const rows: Model[] = await store.db
    .getRepository('communityRules')
    .find({ filter: { key: { $in: drafts.map(({ key }) => key) }, kind: { $ne: 'stage' } } });
  if (rows.length)
    refuse(ctx, 400, 'RULE_KEY_TAKEN', 'The key "{{key}}" belongs to a rule of another kind.', {
      key: String(rows[0].get('key')),
    });
}
