import type { Condition } from '../../../common/conditions';
import { UNTIL_ANOTHER_FIRES, type StageRuleDraft } from '../../../common/lifecycle';
import { checkCondition, emptyCondition, type Problem, type Words } from '../../conditions';

/** A rule as the server keeps it. */
export interface StoredRule extends StageRuleDraft {
  id: number | string;
  version: number;
}

export interface Stage {
  key: string;
  title: string;
  color: string | null;
}

/** Answer of `communityLifecycle:rules`. */
export interface RulesAnswer {
  rules: StoredRule[];
  /** In their order. */
  stages: Stage[];
  /** Sent back with a save: it is refused when somebody else saved meanwhile. */
  revision?: string;
}

/** One version of a rule, as `communityLifecycle:versions` lists them, the newest first. */
export interface RuleVersion {
  version: number;
  /** Null for the version in force. */
  ended: 'changed' | 'removed' | null;
  /** Milliseconds. */
  from: number | null;
  until: number | null;
  by: string | null;
  rule: StageRuleDraft;
}

/** A rule on the page; one that was never saved has no version. */
export interface EditedRule extends StageRuleDraft {
  version: number | null;
}

/** What is sent and exported: known keys only, in a fixed order, so that two rules can be compared as text. */
export const draftOf = (rule: StageRuleDraft): StageRuleDraft => ({
  key: rule.key,
  title: rule.title,
  from: rule.from,
  to: rule.to,
  enter: rule.enter,
  keep: rule.keep,
  priority: rule.priority,
  minimumStayDays: rule.minimumStayDays,
  enabled: rule.enabled,
});

export const editedOf = (rule: StoredRule): EditedRule => ({ ...draftOf(rule), version: rule.version });

/** Rules as text: equal texts are equal rules. */
export const fingerprint = (rules: readonly StageRuleDraft[]): string => JSON.stringify(rules.map(draftOf));

export type KeepMode = 'eased' | 'own' | 'untilAnother';

export const keepModeOf = ({ keep }: StageRuleDraft): KeepMode =>
  keep === null ? 'eased' : keep === UNTIL_ANOTHER_FIRES ? 'untilAnother' : 'own';

/** The rule with another way to keep its stage; an own condition starts as a copy of what lets members enter. */
export function withKeep<R extends StageRuleDraft>(rule: R, mode: KeepMode): R {
  if (mode === keepModeOf(rule)) return rule;
  const keep = mode === 'eased' ? null : mode === 'untilAnother' ? UNTIL_ANOTHER_FIRES : rule.enter;
  return { ...rule, keep };
}

/** A key that no rule has yet, made of a word and a number. */
export function freeKey(rules: readonly StageRuleDraft[], word: string): string {
  const taken = new Set(rules.map(({ key }) => key));
  let number = 1;
  while (taken.has(`${word}-${number}`)) number += 1;
  return `${word}-${number}`;
}

/** A rule to fill in that leads to a stage, above the rules that are there. */
export function newRule(rules: readonly StageRuleDraft[], to: string): EditedRule {
  const enter: Condition = { all: [emptyCondition('compare')] };
  return {
    key: freeKey(rules, `${to.replace(/_/g, '-')}-rule`),
    title: '',
    from: [],
    to,
    enter,
    keep: null,
    priority: Math.max(0, ...rules.map(({ priority }) => priority)) + 10,
    minimumStayDays: 0,
    enabled: true,
    version: null,
  };
}

/** A second rule like the first, switched off until it is made different. */
export const copyOf = (rules: readonly StageRuleDraft[], rule: EditedRule, title: string): EditedRule => ({
  ...rule,
  key: freeKey(rules, rule.key.replace(/-\d+$/, '')),
  title,
  enabled: false,
  version: null,
});

/** Rules by the stage they lead to, stages in their order, the highest priority first; unknown stages come last. */
export function byStage(rules: readonly EditedRule[], stages: readonly Stage[]) {
  const order = stages.map(({ key }) => key);
  const unknown = [...new Set(rules.map(({ to }) => to))].filter((key) => !order.includes(key));
  return [...order, ...unknown].map((stage) => ({
    stage,
    rules: rules.filter(({ to }) => to === stage).sort((a, b) => b.priority - a.priority),
  }));
}

/** What is missing or impossible in a rule; paths begin with `path`. */
export function checkRule(rule: StageRuleDraft, path: string, words: Pick<Words, 't' | 'catalogue'>): Problem[] {
  const { t } = words;
  const problems: Problem[] = [];
  if (!rule.title.trim()) problems.push({ path: `${path}.title`, text: t('Enter a title.') });
  if (rule.from.length === 0) problems.push({ path: `${path}.from`, text: t('Choose at least one stage.') });
  if (!rule.to) problems.push({ path: `${path}.to`, text: t('Choose a stage.') });
  if (rule.from.includes(rule.to))
    problems.push({ path: `${path}.from`, text: t('A rule cannot lead from a stage to the same stage.') });
  if (!Number.isInteger(rule.priority)) problems.push({ path: `${path}.priority`, text: t('Enter a whole number.') });
  if (!(Number.isInteger(rule.minimumStayDays) && rule.minimumStayDays >= 0))
    problems.push({ path: `${path}.minimumStayDays`, text: t('Enter a whole number from 0.') });
  problems.push(...checkCondition(rule.enter, `${path}.enter`, words));
  if (rule.keep !== null && typeof rule.keep !== 'string')
    problems.push(...checkCondition(rule.keep, `${path}.keep`, words));
  return problems;
}

/** What is wrong with a rule set, by the place of each rule in it. */
export const checkRules = (rules: readonly StageRuleDraft[], words: Pick<Words, 't' | 'catalogue'>): Problem[] =>
  rules.flatMap((rule, at) => checkRule(rule, `rules[${at}]`, words));
