import type { Condition, Value } from './conditions';
import type { ShippedTitle } from './shippedTitles';

/** The personas that an installation starts with: rules that operators change. */
export const PERSONA_KEYS = [
  'multi_group_heavy',
  'topic_migrator',
  'silent_observer',
  'one_time',
  'single_group_regular',
  'dormant',
] as const;
export type PersonaKey = (typeof PERSONA_KEYS)[number];

export interface ShippedPersona extends ShippedTitle {
  to: PersonaKey;
  treatmentEn: string;
  treatmentZh: string;
  color: string;
  /** The highest wins. */
  priority: number;
  enter: Condition;
}

const within = (metric: string, days: number): Value => ({ metric, window: { days } });
const atLeast = (left: Value, right: number): Condition => ({ left, op: '>=', right });
const atMost = (left: Value, right: number): Condition => ({ left, op: '<=', right });
const total = (metric: string): Value => ({ metric });

/** Keys of the rules are `persona-` and the persona's, with hyphens. */
export const personaRuleKey = (to: string): string => `persona-${to.replace(/_/g, '-')}`;

export const SHIPPED_PERSONAS: readonly ShippedPersona[] = [
  {
    to: 'topic_migrator',
    titleEn: 'Topic migrator',
    titleZh: '搬运工',
    treatmentEn: 'Supply with content worth passing on; offer the role of a correspondent between groups.',
    treatmentZh: '提供值得转发的内容，可邀请担任群间信息员。',
    color: 'purple',
    priority: 60,
    // brings things from elsewhere more often than not, to more than one group
    enter: {
      all: [
        { left: { ratio: [within('forwards', 60), within('messages', 60)] }, op: '>=', right: 0.4 },
        atLeast(within('forwards', 60), 5),
      ],
    },
  },
  {
    to: 'multi_group_heavy',
    titleEn: 'Multi-group heavy user',
    titleZh: '跨群深度参与',
    treatmentEn: 'Win as an ambassador: early access, a say in topics, a role across groups.',
    treatmentZh: '发展为社区大使：优先体验、参与议题、跨群角色。',
    color: 'magenta',
    priority: 50,
    enter: { all: [atLeast(within('activeGroups', 60), 6), atLeast(within('activeDays', 60), 12)] },
  },
  {
    to: 'single_group_regular',
    titleEn: 'Single-group regular',
    titleZh: '单群深耕',
    treatmentEn: 'Recognise within the group; introduce one related group, not five.',
    treatmentZh: '在本群给予认可，只推荐一个相关群组。',
    color: 'blue',
    priority: 40,
    // speaks in one group, in three weeks of four over twelve: whoever comes and goes does not
    enter: {
      all: [
        { left: within('activeGroups', 84), op: '=', right: 1 },
        atLeast(within('activeWeeks', 84), 9),
        atLeast(within('messages', 84), 8),
        atMost({ metric: 'daysSinceLast' }, 14),
      ],
    },
  },
  {
    to: 'silent_observer',
    titleEn: 'Silent observer',
    titleZh: '潜伏者',
    treatmentEn: 'Lower the threshold: polls, one-click answers, a personal question. Never complain of silence.',
    treatmentZh: '降低参与门槛：投票、一键回应、私下提问；不要责备其沉默。',
    color: 'cyan',
    priority: 30,
    enter: { all: [{ left: within('messages', 60), op: '=', right: 0 }, atLeast(within('confirmedReads', 60), 3)] },
  },
  {
    to: 'one_time',
    titleEn: 'One-time interactor',
    titleZh: '跳板',
    treatmentEn: 'Ask once what was looked for; offer one reason to come back, then let go.',
    treatmentZh: '询问一次来意，给出一个回来的理由，之后不再打扰。',
    color: 'orange',
    priority: 20,
    enter: {
      all: [
        atLeast(total('peakShare'), 0.5),
        atMost(total('activeWeeks'), 2),
        atLeast({ metric: 'daysSinceLast' }, 14),
      ],
    },
  },
  {
    to: 'dormant',
    titleEn: 'Dormant',
    titleZh: '僵尸',
    treatmentEn: 'One invitation at a good occasion; otherwise leave out of campaigns to protect reach.',
    treatmentZh: '在合适的时机邀请一次，其余活动不再触达。',
    color: 'default',
    priority: 10,
    // took part now and then, never much, and is silent; who never did anything at all is told apart by no behaviour
    enter: {
      all: [{ left: total('activities'), op: 'between', right: [1, 3] }, atLeast({ metric: 'daysSinceLast' }, 30)],
    },
  },
];

/** A tag that an installation starts with, and the rule that gives it. */
export interface ShippedTag extends ShippedTitle {
  to: string;
  color: string;
  enter: Condition;
}

export const tagRuleKey = (to: string): string => `tag-${to.replace(/_/g, '-')}`;

export const SHIPPED_TAGS: readonly ShippedTag[] = [
  {
    to: 'spreader',
    titleEn: 'Spreader',
    titleZh: '传播者',
    color: 'purple',
    enter: { any: [atLeast(within('forwards', 30), 10), atLeast(within('invites', 30), 3)] },
  },
  {
    to: 'content_lover',
    titleEn: 'Content lover',
    titleZh: '内容爱好者',
    color: 'magenta',
    enter: atLeast(within('confirmedReads', 30), 15),
  },
  {
    to: 'potential_koc',
    titleEn: 'Potential KOC',
    titleZh: '潜在 KOC',
    color: 'gold',
    // others answer and react to what is said
    enter: {
      all: [
        atLeast(within('messages', 30), 10),
        {
          any: [
            { left: { ratio: [within('repliesReceived', 30), within('messages', 30)] }, op: '>=', right: 0.5 },
            { left: { ratio: [within('reactionsReceived', 30), within('messages', 30)] }, op: '>=', right: 1 },
          ],
        },
      ],
    },
  },
  {
    to: 'newcomer',
    titleEn: 'Newcomer',
    titleZh: '新人',
    color: 'blue',
    enter: atMost({ metric: 'daysSinceJoined' }, 30),
  },
  {
    to: 'needs_attention',
    titleEn: 'Needs attention',
    titleZh: '需要关注',
    color: 'red',
    // was around, and has fallen silent
    enter: {
      all: [
        atLeast({ metric: 'activeDays', window: { days: 30, endingDaysAgo: 14 } }, 6),
        atLeast({ metric: 'daysSinceLast' }, 14),
      ],
    },
  },
];
