import { wordsIn } from '../../../conditions/__tests__/fixtures';
import { backtestRows } from '../backtestRows';
import { changeRows } from '../ChangesTable';
import { readRuleFile, ruleFileText } from '../ruleFile';
import { byStage, checkRules, copyOf, draftOf, editedOf, freeKey, keepModeOf, newRule, withKeep } from '../rules';
import { BACKTEST, RULES, STAGES } from './fixtures';

const words = wordsIn('en-US');
const rules = RULES.map(editedOf);

describe('the rule set', () => {
  test('is shown by target stage in the order of the stages, the highest priority first', () => {
    const raised = [...rules, { ...rules[0], key: 'second', priority: 99 }, { ...rules[0], key: 'lost', to: 'gone' }];
    expect(byStage(raised, STAGES).map(({ stage, rules: own }) => [stage, own.map(({ key }) => key)])).toEqual([
      ['new', []],
      ['active', ['second', 'active-from-new']],
      ['at_risk', ['at-risk']],
      ['gone', ['lost']],
    ]);
  });

  test('gets rules with free keys, above those that are there, and copies that are switched off', () => {
    const rule = newRule(rules, 'at_risk');
    expect(rule).toMatchObject({ key: 'at-risk-rule-1', to: 'at_risk', priority: 90, version: null, enabled: true });
    expect(freeKey([rule], 'at-risk-rule')).toBe('at-risk-rule-2');
    expect(copyOf(rules, rules[1], 'Copy')).toMatchObject({
      key: 'at-risk-1',
      title: 'Copy',
      enabled: false,
      version: null,
    });
  });

  test('keeps a stage in one of three ways; an own condition starts as what lets members enter', () => {
    expect(rules.map(keepModeOf)).toEqual(['own', 'eased']);
    expect(withKeep(rules[1], 'own').keep).toEqual(rules[1].enter);
    expect(withKeep(rules[0], 'untilAnother').keep).toBe('until_another_fires');
    expect(withKeep(rules[0], 'own')).toBe(rules[0]);
  });

  test('is checked at each place', () => {
    expect(checkRules(rules, words)).toEqual([]);
    const broken = {
      ...rules[0],
      title: ' ',
      from: ['active'],
      priority: NaN,
      minimumStayDays: -1,
      enter: { all: [] },
    };
    expect(checkRules([rules[1], broken], words).map(({ path }) => path)).toEqual([
      'rules[1].title',
      'rules[1].from',
      'rules[1].priority',
      'rules[1].minimumStayDays',
      'rules[1].enter',
    ]);
  });
});

describe('a rule file', () => {
  test('comes back as it was written', () => {
    const text = ruleFileText(RULES.map(draftOf));
    expect(JSON.parse(text)).toMatchObject({ format: 'community-stage-rules', version: 1 });
    expect(readRuleFile(text)).toEqual({ rules: RULES.map(draftOf) });
  });

  test.each([
    ['{"format":', { problem: 'notJson' }],
    ['[]', { problem: 'notRules' }],
    ['{"format":"community-stage-rules","version":1}', { problem: 'notRules' }],
    ['{"format":"community-stage-rules","version":2,"rules":[]}', { problem: 'otherVersion' }],
    [
      JSON.stringify({ format: 'community-stage-rules', version: 1, rules: [draftOf(rules[0]), { key: 'x' }] }),
      { problem: 'brokenRule', rule: 2 },
    ],
  ])('%s is refused', (text, refusal) => {
    expect(readRuleFile(text)).toEqual(refusal);
  });
});

test('changes of both rule sets stand in one table, the largest first', () => {
  const draft = [{ from: 'active', to: 'at_risk', members: 3 }];
  const current = [
    { from: 'active', to: 'at_risk', members: 5 },
    { from: null, to: 'new', members: 9 },
  ];
  expect(changeRows(draft, current)).toMatchObject([
    { from: null, to: 'new', draft: 0, current: 9 },
    { from: 'active', to: 'at_risk', draft: 3, current: 5 },
  ]);
});

test('a backtest is told in numbers side by side, with the better one marked where more is better', () => {
  const rows = backtestRows(BACKTEST, words.t, 'en-US');
  expect(rows.map(({ name, draft, current, better }) => [name, draft, current, better])).toEqual([
    ['changes', '100', '200', null],
    ['flippedBack', '5', '40', null],
    ['flippedShare', '5%', '20%', 'draft'],
    ['precision', '80%', '90%', 'current'],
    ['recall', '–', '50%', null],
    ['flagged', '10', '20', null],
    ['silent', '12', '12', null],
  ]);
  expect(rows.every(({ explanation }) => explanation.length > 20)).toBe(true);
});
