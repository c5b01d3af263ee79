import type { Model } from '@nocobase/database';
import type { Condition } from '../../common/conditions';
import { parseCondition, relax } from '../conditions';
import type { Store } from '../store';

/** A stage rule, validated. */
export interface StageRule {
  id: number;
  key: string;
  title: string;
  version: number;
  /** Stages that the rule leads away from; `null` in the list = members without a stage. */
  from: Array<string | null>;
  to: string;
  enter: Condition;
  /** What must hold for the stage to be kept; null = until another rule fires. */
  keep: Condition | null;
  /** The highest wins. */
  priority: number;
  /**
   * Days in the stage `to` before it may be lost because it is no longer kept. Where several rules lead to a stage, the
   * longest counts. Rules that lead away from the stage by their own `enter` (silence, leaving) are not held up.
   */
  minimumStayDays: number;
}

export interface StageRow {
  key: string;
  order: number;
}

export interface Lifecycle {
  stages: StageRow[];
  rules: StageRule[];
}

/** `keep` of a rule row that means "until another rule fires". */
export const UNTIL_ANOTHER_FIRES = 'until_another_fires';

/**
 * The enabled stage rules with their conditions checked. A rule without its own `keep` keeps by its relaxed `enter`.
 *
 * @throws ConditionError when a stored condition is not valid (it may have been written around the editor)
 */
export async function readLifecycle(store: Store): Promise<Lifecycle> {
  const stageRows: Model[] = await store.db.getRepository('communityStages').find({ sort: ['order', 'id'] });
  const stages = stageRows.map((row) => ({ key: String(row.get('key')), order: Number(row.get('order') ?? 0) }));
  const keys = stages.map(({ key }) => key);
  const rows: Model[] = await store.db
    .getRepository('communityRules')
    .find({ filter: { kind: 'stage', enabled: true }, sort: ['-priority', 'id'] });
  const rules = rows.map((row): StageRule => {
    const key = String(row.get('key'));
    const enter = parseCondition(row.get('enter'), keys, `${key}.enter`);
    const keep = row.get('keep') as unknown;
    return {
      id: Number(row.get('id')),
      key,
      title: String(row.get('title') || key),
      version: Number(row.get('version') ?? 1),
      from: ((row.get('from') as Array<string | null> | null) ?? []).map((stage) => stage || null),
      to: String(row.get('to')),
      enter,
      keep:
        keep === UNTIL_ANOTHER_FIRES ? null : keep == null ? relax(enter) : parseCondition(keep, keys, `${key}.keep`),
      priority: Number(row.get('priority') ?? 0),
      minimumStayDays: Number(row.get('minimumStayDays') ?? 0),
    };
  });
  return { stages, rules };
}
