import type { Condition } from '../../common/conditions';
import { UNTIL_ANOTHER_FIRES, type StageRuleDraft } from '../../common/lifecycle';
import { STAGE_COLOURS, type StageKey } from '../../common/names';
import { SHIPPED_RULES, SHIPPED_STAGES, type ShippedTitle } from '../../common/shippedTitles';

/** The lifecycle that an installation starts with: data that operators change, in the words of the domain document. */
export interface DefaultStage extends ShippedTitle {
  key: StageKey;
  goalEn: string;
  goalZh: string;
}

const stage = (key: StageKey, goalEn: string, goalZh: string): DefaultStage => ({
  key,
  ...SHIPPED_STAGES[key],
  goalEn,
  goalZh,
});

export const DEFAULT_STAGES: readonly DefaultStage[] = [
  stage('new', 'Welcome; lead to a first contribution.', '欢迎并引导首次互动。'),
  stage('active', 'Keep interested; introduce related groups.', '保持兴趣，推荐相关群组。'),
  stage('core', 'Recognise; give responsibility.', '认可贡献，赋予角色。'),
  stage('high_value', 'Serve personally.', '提供专属服务。'),
  stage('at_risk', 'Find out why; win back.', '了解原因，及时挽回。'),
  stage('churned', 'Invite back, or let go.', '召回或放手。'),
];

export const stageColour = (key: StageKey): string => STAGE_COLOURS[key];

const silentFor = (days: number): Condition => ({ left: { metric: 'daysSinceLast' }, op: '>=', right: days });
const heardWithin = (days: number): Condition => ({ left: { metric: 'daysSinceLast' }, op: '<', right: days });
const within = (metric: string, days: number) => ({ metric, window: { days } });
const none = (metric: string, days: number): Condition => ({ left: within(metric, days), op: '=', right: 0 });

/** Its title is the shipped one of its key. */
export interface DefaultRule extends Omit<StageRuleDraft, 'title' | 'minimumStayDays' | 'enabled'> {
  key: keyof typeof SHIPPED_RULES;
}

export const DEFAULT_RULES: readonly DefaultRule[] = [
  {
    key: 'new-first-seen',
    from: [null],
    to: 'new',
    enter: { left: { metric: 'daysSinceJoined' }, op: '>=', right: 0 },
    keep: UNTIL_ANOTHER_FIRES,
    priority: 10,
  },
  {
    key: 'active-from-new',
    from: ['new'],
    to: 'active',
    enter: {
      any: [
        {
          all: [
            { left: { metric: 'daysSinceJoined' }, op: '<=', right: 7 },
            {
              any: [
                { left: within('confirmedReads', 8), op: '>=', right: 3 },
                { left: within('messages', 8), op: '>=', right: 3 },
              ],
            },
          ],
        },
        {
          all: [
            { left: { metric: 'daysSinceJoined' }, op: '>', right: 7 },
            { left: within('activeDays', 15), op: '>=', right: 1 },
          ],
        },
      ],
    },
    keep: heardWithin(15),
    priority: 20,
  },
  {
    key: 'active-again',
    from: ['at_risk'],
    to: 'active',
    enter: heardWithin(15),
    keep: heardWithin(15),
    priority: 60,
  },
  {
    key: 'active-returned',
    from: ['churned'],
    to: 'active',
    enter: { left: { metric: 'daysSinceLast' }, op: '<', right: { metric: 'daysInStage' } },
    keep: heardWithin(15),
    priority: 60,
  },
  {
    key: 'core',
    from: ['active'],
    to: 'core',
    enter: {
      all: [
        { left: within('activeDays', 30), op: '>', right: 20 },
        { left: within('messages', 30), op: '>', right: 50 },
      ],
    },
    keep: null,
    priority: 30,
  },
  {
    key: 'high-value',
    from: ['new', 'active', 'core'],
    to: 'high_value',
    enter: {
      any: [
        { left: within('amountSpent', 90), op: '>=', right: 1000 },
        { left: within('purchases', 90), op: '>=', right: 3 },
      ],
    },
    keep: null,
    priority: 40,
  },
  {
    key: 'at-risk',
    from: ['new', 'active', 'core', 'high_value'],
    to: 'at_risk',
    // messages and clicks are named: an operator may have said that their kinds are no signs of life
    enter: { all: [silentFor(15), none('messages', 15), none('clicks', 15)] },
    keep: silentFor(15),
    priority: 80,
  },
  {
    key: 'churned-silent',
    from: ['at_risk'],
    to: 'churned',
    enter: { all: [{ left: { metric: 'daysInStage' }, op: '>=', right: 30 }, silentFor(30)] },
    keep: UNTIL_ANOTHER_FIRES,
    priority: 90,
  },
  {
    key: 'churned-left',
    from: ['new', 'active', 'core', 'high_value', 'at_risk'],
    to: 'churned',
    // has a value only when no group is left; a sign of life outside any group after that counts as staying
    enter: { left: { metric: 'daysSinceLeftAll' }, op: '<=', right: { metric: 'daysSinceLast' } },
    keep: UNTIL_ANOTHER_FIRES,
    priority: 100,
  },
];

/** The default rules as operators would write them, with the titles of one language. */
export function defaultDrafts(chinese: boolean): StageRuleDraft[] {
  return DEFAULT_RULES.map((rule) => ({
    ...rule,
    title: SHIPPED_RULES[rule.key][chinese ? 'titleZh' : 'titleEn'],
    minimumStayDays: 0,
    enabled: true,
  }));
}
