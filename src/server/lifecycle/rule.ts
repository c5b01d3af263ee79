import type { Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import type { Condition } from '../../common/conditions';
import { UNTIL_ANOTHER_FIRES, type StageRuleDraft } from '../../common/lifecycle';
import { parseCondition, readConditionContext, relax, type ConditionContext } from '../conditions';
import type { Store } from '../store';

/** A stage rule, validated. */
export interface StageRule {
  /** 0 = not saved: the rule of a draft. */
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
   * Days in the stage `to` before a demotion may end it; where several rules lead to a stage, the longest counts. See
   * `demotion.ts` for what a demotion is.
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

/** A rule as it is stored. */
export interface StoredRule extends StageRuleDraft {
  id: number;
  version: number;
}

/** Keys of all stages that a rule refers to. */
export function stagesNamed({ from, to, enter, keep }: StageRuleDraft): Set<string> {
  const named = new Set([...from, to].filter((key): key is string => key !== null));
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [name, value] of Object.entries(part)) {
      if (name === 'stage' && Array.isArray(value)) value.forEach((key) => named.add(String(key)));
      else walk(value);
    }
  };
  walk(enter);
  walk(keep);
  return named;
}

/** The stages, the lowest first. */
export async function readStages(store: Store): Promise<StageRow[]> {
  const rows: Model[] = await store.db.getRepository('communityStages').find({ sort: ['order', 'id'] });
  return rows.map((row) => ({ key: String(row.get('key')), order: Number(row.get('order') ?? 0) }));
}

/** Every stage rule as it is stored, the highest priority first. Conditions are not checked. */
export async function readRules(store: Store, transaction?: Transaction): Promise<StoredRule[]> {
  const rows: Model[] = await store.db
    .getRepository('communityRules')
    .find({ filter: { kind: 'stage' }, sort: ['-priority', 'id'], transaction });
  return rows.map(storedRule);
}

export function storedRule(row: Model): StoredRule {
  return {
    id: Number(row.get('id')),
    version: Number(row.get('version') ?? 1),
    key: String(row.get('key')),
    title: String(row.get('title') || row.get('key')),
    from: ((row.get('from') as Array<string | null> | null) ?? []).map((stage) => stage || null),
    to: String(row.get('to')),
    enter: row.get('enter') as Condition,
    keep: (row.get('keep') as StageRuleDraft['keep']) ?? null,
    priority: Number(row.get('priority') ?? 0),
    minimumStayDays: Number(row.get('minimumStayDays') ?? 0),
    enabled: Boolean(row.get('enabled') ?? true),
  };
}

/**
 * Rules as they are evaluated: those that are enabled, the highest priority first, in the order given where it is equal.
 * A rule without its own `keep` keeps by its relaxed `enter`.
 *
 * @param known what conditions may name
 * @throws ConditionError when a condition is not valid (it may have been written around the editor)
 */
export function lifecycleOf(
  stages: StageRow[],
  rules: ReadonlyArray<StageRuleDraft & Partial<StoredRule>>,
  known: ConditionContext,
): Lifecycle {
  const enabled = rules
    .filter((rule) => rule.enabled)
    .map((rule): StageRule => {
      const { id = 0, version = 0, key, title, from, to, priority, minimumStayDays, keep } = rule;
      const enter = parseCondition(rule.enter, known, `${key}.enter`);
      return {
        ...{ id, version, key, title, from, to, priority, minimumStayDays, enter },
        keep: keptBy(keep, enter, (own) => parseCondition(own, known, `${key}.keep`)),
      };
    });
  // sorting is stable
  return { stages, rules: enabled.sort((a, b) => b.priority - a.priority) };
}

/**
 * Drafts as they would be evaluated once they were saved: rules that are known by their key keep their place among
 * those of the same priority, new ones come last.
 *
 * @throws ConditionError
 */
export function draftLifecycle(
  stages: StageRow[],
  stored: readonly StoredRule[],
  drafts: readonly StageRuleDraft[],
  known: ConditionContext,
): Lifecycle {
  const before = new Map(stored.map((rule) => [rule.key, rule]));
  const rules = drafts.map((draft) => {
    const { id = 0, version = 0 } = before.get(draft.key) ?? {};
    return { ...draft, id, version };
  });
  const place = ({ id }: { id: number }) => id || Number.MAX_SAFE_INTEGER;
  return lifecycleOf(
    stages,
    rules.sort((a, b) => place(a) - place(b)),
    known,
  );
}

function keptBy(
  keep: StageRuleDraft['keep'],
  enter: Condition,
  parse: (keep: Condition) => Condition,
): Condition | null {
  if (keep === UNTIL_ANOTHER_FIRES) return null;
  return keep === null ? relax(enter) : parse(keep);
}

/**
 * The rules in force.
 *
 * @throws ConditionError
 */
export async function readLifecycle(store: Store): Promise<Lifecycle> {
  return lifecycleOf(await readStages(store), await readRules(store), await readConditionContext(store));
}
