import type { Database, Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import type { StageRuleDraft } from '../../common/lifecycle';
import type { Store } from '../store';
import { storedRule } from './rule';
import { sameMeaning } from './rulesFingerprint';

interface HookOptions {
  transaction?: Transaction;
  context?: { state?: { currentUser?: { id?: number } } };
}

/** One version of a rule, the newest first in a list. */
export interface RuleVersion {
  version: number;
  /** Null for the version in force. */
  ended: 'changed' | 'removed' | null;
  /** Milliseconds; null = since the rule was made, or still in force. */
  from: number | null;
  until: number | null;
  /** Who wrote this version, as far as it is known. */
  by: string | null;
  rule: StageRuleDraft;
}

/**
 * Every change of what a rule means makes a new version and keeps the former one, whoever writes the row: the editor, the
 * host's own actions or a workflow.
 */
export function keepVersions(db: Database, now: () => number): void {
  db.on('communityRules.beforeCreate', async (row: Model, { transaction }: HookOptions) => {
    row.set('version', (await lastEnded(db, String(row.get('key')), transaction)) + 1);
  });
  db.on('communityRules.beforeUpdate', async (row: Model, options: HookOptions) => {
    const before = storedRule({ get: (name: string) => row.previous(name) } as unknown as Model);
    if (sameMeaning(before, storedRule(row))) {
      row.set('version', before.version);
      return;
    }
    row.set('version', before.version + 1);
    await keep(before, 'changed', options);
  });
  db.on('communityRules.beforeDestroy', (row: Model, options: HookOptions) =>
    keep(storedRule(row), 'removed', options),
  );

  async function keep(
    { id, version, ...rule }: ReturnType<typeof storedRule>,
    ended: 'changed' | 'removed',
    { transaction, context }: HookOptions,
  ): Promise<void> {
    await db.getRepository('communityRuleVersions').create({
      values: {
        ...{ ruleKey: rule.key, ruleId: id, version, rule, ended, endedAt: now() },
        userId: context?.state?.currentUser?.id ?? null,
      },
      transaction,
      hooks: false,
    });
  }
}

/** The highest version of a key that has ended; 0 = none. A rule that comes back does not begin again at 1. */
async function lastEnded(db: Database, ruleKey: string, transaction?: Transaction): Promise<number> {
  const row: Model | null = await db
    .getRepository('communityRuleVersions')
    .findOne({ filter: { ruleKey }, sort: ['-version'], transaction });
  return Number(row?.get('version') ?? 0);
}

interface EndedRow extends Record<string, unknown> {
  version: number | string;
  ended: 'changed' | 'removed';
  endedAt: number | string;
  rule: unknown;
  by: string | null;
}

/** What a rule says and has said, the newest version first; empty for a key that never was. */
export async function ruleVersions(store: Store, ruleKey: string): Promise<RuleVersion[]> {
  const ended = await store.select<EndedRow>(
    `SELECT v."version", v."ended", v."endedAt", v."rule", COALESCE(u."nickname", u."username") AS "by"
     FROM {communityRuleVersions} AS v LEFT JOIN {users} AS u ON u."id" = v."userId"
     WHERE v."ruleKey" = $ruleKey ORDER BY v."version"`,
    { bind: { ruleKey } },
  );
  const versions: RuleVersion[] = ended.map((row, i) => {
    const former = ended[i - 1] as EndedRow | undefined;
    return {
      version: Number(row.version),
      ended: row.ended,
      ...sinceOf(former),
      until: Number(row.endedAt),
      rule: (typeof row.rule === 'string' ? JSON.parse(row.rule) : row.rule) as StageRuleDraft,
    };
  });
  const current: Model | null = await store.db.getRepository('communityRules').findOne({ filter: { key: ruleKey } });
  if (current) {
    const { id: _id, version, ...rule } = storedRule(current);
    versions.push({ version, ended: null, ...sinceOf(ended[ended.length - 1]), until: null, rule });
  }
  return versions.reverse();
}

/** A version begins where a changed one ended; who removed a rule did not write the next one. */
function sinceOf(former: EndedRow | undefined): Pick<RuleVersion, 'from' | 'by'> {
  if (former?.ended !== 'changed') return { from: null, by: null };
  return { from: Number(former.endedAt), by: former.by };
}
