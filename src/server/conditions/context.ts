import type { LabelLeaf, Subject } from '../../common/conditions';
import { RFM_TIERS } from '../../common/rfm';
import { readKinds } from '../configuration';
import type { Store } from '../store';
import { hostFields, type Fields } from './filter/fields';

/** What a condition may name. */
export interface ConditionContext {
  /** What the rule is about; default: members. */
  subject?: Subject;
  /** Keys that exist, by leaf; absent = none. */
  labels: Partial<Record<LabelLeaf | 'segment', readonly string[]>>;
  /** Kinds of activity that exist; absent = not checked. */
  kinds?: readonly string[];
  /** The fields that a filter may name; absent = no filters. */
  fields?: Fields;
}

/** What conditions may name now. Interests have no keys until the step exists that gives them. */
export async function readConditionContext(store: Store, subject: Subject = 'member'): Promise<ConditionContext> {
  const keys = async (statement: string) =>
    (await store.select<{ key: string }>(statement)).map(({ key }) => String(key));
  return {
    subject,
    labels: {
      stage: await keys('SELECT s."key" FROM {communityStages} AS s ORDER BY s."order", s."id"'),
      tag: await keys('SELECT t."key" FROM {communityTags} AS t ORDER BY t."key"'),
      persona: await keys(
        `SELECT DISTINCT r."to" AS "key" FROM {communityRules} AS r WHERE r."kind" = 'persona' AND r."to" IS NOT NULL ORDER BY 1`,
      ),
      tier: RFM_TIERS,
      interest: [],
      segment: await keys('SELECT s."key" FROM {communitySegments} AS s ORDER BY s."key"'),
    },
    kinds: (await readKinds(store)).rows.map(({ key }) => key),
    fields: hostFields(store.db, subject),
  };
}
