import { UNTIL_ANOTHER_FIRES, type RuleSetFile, type StageRuleDraft } from '../../common/lifecycle';
import { parseCondition, type ConditionContext } from '../conditions';

/** A rule that cannot be used: where, what stands there and what is allowed. */
export class RuleError extends Error {
  readonly code = 'INVALID_RULE';

  /**
   * @param allowed English text, a key of the locale files
   * @param values what stands in the places of `allowed`
   */
  constructor(
    readonly path: string,
    readonly value: string,
    readonly allowed: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(`${path}: ${value} is not allowed. Allowed: ${allowed}.`);
  }
}

const KEY = /^[a-z][a-z0-9_-]{0,63}$/;
const LONGEST_TITLE = 200;
const PRIORITY = 10_000;
const LONGEST_STAY = 3650;
/** More would be no rules that anybody knows, and each costs a part of every run. */
const MOST_RULES = 100;
const FIELDS = ['key', 'title', 'from', 'to', 'enter', 'keep', 'priority', 'minimumStayDays', 'enabled'] as const;
/** What a rule that was read carries besides; it may be sent back and is left out. */
const IGNORED = ['id', 'version'];

type Fields = Record<string, unknown>;

/**
 * Checks an untrusted rule and returns it made of known fields only.
 *
 * @param known stages there are, and what else conditions may name
 * @param path where the rule stands, e.g. `rules[2]`; '' = the fields stand for themselves
 * @throws RuleError, ConditionError
 */
export function parseRule(input: unknown, known: ConditionContext, path = ''): StageRuleDraft {
  const stages = known.labels.stage ?? [];
  const at = (name: string) => (path ? `${path}.${name}` : name);
  const rule = record(input, path || 'rule', 'a rule as an object');
  only(rule, [...FIELDS, ...IGNORED], at);
  const to = stageAt(rule.to, stages, at('to'));
  return {
    key: keyAt(rule.key, at('key')),
    title: titleAt(rule.title, at('title')),
    from: fromAt(rule.from, to, stages, at('from')),
    to,
    enter: parseCondition(rule.enter, known, at('enter')),
    keep: keepAt(rule.keep, known, at('keep')),
    priority: wholeAt(rule.priority, at('priority'), -PRIORITY, PRIORITY),
    minimumStayDays: wholeAt(rule.minimumStayDays ?? 0, at('minimumStayDays'), 0, LONGEST_STAY),
    enabled: truthAt(rule.enabled ?? true, at('enabled')),
  };
}

/**
 * A whole set of rules.
 *
 * @throws RuleError, ConditionError
 */
export function parseRules(input: unknown, known: ConditionContext, path = 'rules'): StageRuleDraft[] {
  if (!Array.isArray(input)) throw new RuleError(path, shown(input), 'a list of rules');
  if (input.length > MOST_RULES)
    throw new RuleError(path, String(input.length), 'at most {{most}} rules', { most: MOST_RULES });
  const rules = input.map((rule, i) => parseRule(rule, known, `${path}[${i}]`));
  rules.forEach(({ key }, i) => {
    if (rules.findIndex((other) => other.key === key) !== i)
      throw new RuleError(`${path}[${i}].key`, shown(key), 'a key that no other rule has');
  });
  return rules;
}

/**
 * What `exportRules` has given out.
 *
 * @throws RuleError, ConditionError
 */
export function parseRuleSetFile(input: unknown, known: ConditionContext): StageRuleDraft[] {
  const file = record(input, 'file', 'an exported set of rules');
  const [format, version]: [RuleSetFile['format'], RuleSetFile['version']] = ['community-stage-rules', 1];
  if (file.format !== format) throw new RuleError('format', shown(file.format), format);
  if (file.version !== version) throw new RuleError('version', shown(file.version), String(version));
  return parseRules(file.rules, known);
}

function keyAt(input: unknown, path: string): string {
  if (typeof input === 'string' && KEY.test(input)) return input;
  throw new RuleError(path, shown(input), '1 to 64 letters a–z, digits, - and _, the first a letter');
}

function titleAt(input: unknown, path: string): string {
  const title = typeof input === 'string' ? input.trim() : '';
  if (title && title.length <= LONGEST_TITLE) return title;
  throw new RuleError(path, shown(input), 'a text of 1 to {{most}} characters', { most: LONGEST_TITLE });
}

function stageAt(input: unknown, stages: readonly string[], path: string): string {
  if (typeof input === 'string' && stages.includes(input)) return input;
  throw new RuleError(path, shown(input), stages.join(', '));
}

function fromAt(input: unknown, to: string, stages: readonly string[], path: string): Array<string | null> {
  const others = stages.filter((stage) => stage !== to);
  const list = [...others, 'null'].join(', ');
  if (!Array.isArray(input) || !input.length) throw new RuleError(path, shown(input), 'a list of {{list}}', { list });
  input.forEach((stage: unknown, i) => {
    const known = stage === null || (typeof stage === 'string' && others.includes(stage));
    if (!known || input.indexOf(stage) !== i)
      throw new RuleError(`${path}[${i}]`, shown(stage), 'each once: {{list}}', { list });
  });
  return input as Array<string | null>;
}

function keepAt(input: unknown, known: ConditionContext, path: string): StageRuleDraft['keep'] {
  if (input === null || input === undefined || input === '') return null;
  if (input === UNTIL_ANOTHER_FIRES) return UNTIL_ANOTHER_FIRES;
  if (typeof input !== 'object')
    throw new RuleError(path, shown(input), 'a condition, null or "{{word}}"', { word: UNTIL_ANOTHER_FIRES });
  return parseCondition(input, known, path);
}

function wholeAt(input: unknown, path: string, least: number, most: number): number {
  if (typeof input === 'number' && Number.isInteger(input) && input >= least && input <= most) return input;
  throw new RuleError(path, shown(input), 'a whole number from {{least}} to {{most}}', { least, most });
}

function truthAt(input: unknown, path: string): boolean {
  if (typeof input === 'boolean') return input;
  throw new RuleError(path, shown(input), 'true, false');
}

function record(input: unknown, path: string, allowed: string): Fields {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Fields;
  throw new RuleError(path, shown(input), allowed);
}

function only(rule: Fields, names: readonly string[], at: (name: string) => string): void {
  const foreign = Object.keys(rule).find((name) => !names.includes(name));
  if (foreign !== undefined) throw new RuleError(at(foreign.slice(0, 60)), foreign.slice(0, 60), FIELDS.join(', '));
}

function shown(input: unknown): string {
  return (JSON.stringify(input) ?? 'nothing').slice(0, 100);
}
