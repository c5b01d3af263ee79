import fc from 'fast-check';
import {
  COMPARISONS,
  type Comparison,
  type Condition,
  type MetricValue,
  type Value,
} from '../../../../common/conditions';
import { METRICS, type Metric } from '../../../metrics';

export const MEMBERS = 7;
export const GROUPS = 3;
/** Days that a random community lives. */
export const DAYS = 75;

const MINUTES = DAYS * 24 * 60;
const KINDS = [
  'message',
  'message',
  'message',
  'reply',
  'forward',
  'command',
  'reaction',
  'reaction',
  'join',
  'leave',
  'invite',
  'click',
  'poll_answer',
  'check_in',
  'event_attendance',
  'purchase',
  'purchase',
  'confirmed_read',
  'login',
  'join_request',
];

export interface RandomAct {
  member: number;
  /** `GROUPS` = outside any group. */
  group: number;
  kind: string;
  minute: number;
  characters: number;
  amount: number;
  /** Which of the acts before it in the same group it answers. */
  answers: number;
}

/** Bursts and silences: acts gather around some minutes of the whole time. */
const acts = fc.array(fc.nat(MINUTES - 1), { minLength: 3, maxLength: 8 }).chain((busy) =>
  fc.array(
    fc.record<RandomAct>({
      member: fc.nat(MEMBERS - 1),
      group: fc.nat(GROUPS),
      kind: fc.constantFrom(...KINDS),
      minute: fc.oneof(
        fc.nat(MINUTES - 1),
        fc.tuple(fc.constantFrom(...busy), fc.nat(90)).map(([at, later]) => Math.min(at + later, MINUTES - 1)),
        // the same minute on another day: exactly so many days apart
        fc.tuple(fc.constantFrom(...busy), fc.nat(DAYS - 1)).map(([at, days]) => (at + days * 1440) % MINUTES),
      ),
      characters: fc.nat(60),
      amount: fc.nat(400),
      answers: fc.nat(20),
    }),
    { minLength: 5, maxLength: 110 },
  ),
);

export interface RandomPerson {
  stage: string | null;
  stageSinceMinute: number;
  tags: string[];
  persona: string | null;
  tier: string | null;
  segments: string[];
  language: string | null;
}

export const STAGES = ['new', 'active', 'core', 'at_risk'];
export const TAGS = ['vip', 'speaker', 'it\'s "odd" {x} $f0'];
export const PERSONAS = ['regular', 'observer'];
export const TIERS = ['gold', 'silver'];
export const SEGMENTS = ['regulars', 'buyers'];
const LANGUAGES = ['de', 'zh-hans', 'o\u0308 % _'];

const person = fc.record<RandomPerson>({
  stage: fc.option(fc.constantFrom(...STAGES)),
  stageSinceMinute: fc.nat(MINUTES - 1),
  tags: fc.subarray(TAGS),
  persona: fc.option(fc.constantFrom(...PERSONAS)),
  tier: fc.option(fc.constantFrom(...TIERS)),
  segments: fc.subarray(SEGMENTS),
  language: fc.option(fc.constantFrom(...LANGUAGES)),
});

/** What a random community consists of, and two instants in it (minutes). */
export const community = fc.record({
  acts,
  people: fc.array(person, { minLength: MEMBERS, maxLength: MEMBERS }),
  instants: fc
    .tuple(fc.nat(MINUTES - 1), fc.oneof(fc.nat(600), fc.nat(20 * 1440)))
    .map(([first, later]): [number, number] => [first, Math.min(first + later, MINUTES)]),
});

function metricValue(metric: Metric): fc.Arbitrary<MetricValue> {
  const { kinds, groups, window } = metric.restrictable;
  const days = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 60 }));
  const restrictions: Record<string, fc.Arbitrary<unknown>> = {
    ...(kinds ? { kinds: fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 3 }) } : {}),
    ...(groups ? { groups: fc.subarray(['0', '1', '2'], { minLength: 1 }) } : {}),
    ...(window ? { window: fc.oneof(fc.record({ days }), fc.record({ days, endingDaysAgo: fc.nat(12) })) } : {}),
  };
  return fc
    .record(restrictions, { requiredKeys: [] })
    .map((restricted) => ({ metric: metric.key, ...restricted }) as MetricValue);
}

const METRIC_LIST = [...METRICS.values()].filter(({ key }) => key !== 'pAlive');
/** Sums of these do not depend on the order in which they are added. */
const WHOLE = METRIC_LIST.filter(({ source, unit }) => source === 'facts' && unit !== 'share');

const anyMetric = fc.constantFrom(...METRIC_LIST).chain(metricValue);
const wholeMetric = fc.constantFrom(...WHOLE).chain(metricValue);
const ratio = fc.tuple(wholeMetric, wholeMetric).map((pair): Value => ({ ratio: pair }));
const number = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 5, 7, 10, 15, 30),
  fc.nat(60),
  fc.constantFrom(0.25, 0.5, 1.5, 13.5, 1 / 3),
);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: anyMetric as fc.Arbitrary<Value> },
  { weight: 2, arbitrary: ratio },
  { weight: 1, arbitrary: wholeMetric.map((mean): Value => ({ mean })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(0, 10, 25, 50, 75, 90, 100), fc.oneof(anyMetric as fc.Arbitrary<Value>, ratio))
      .map(([percentile, of]): Value => ({ percentile, of })),
  },
);

const comparison = fc
  .tuple(
    value,
    fc.constantFrom(...COMPARISONS),
    fc.oneof({ weight: 4, arbitrary: number as fc.Arbitrary<Value> }, { weight: 1, arbitrary: value }),
    number,
  )
  .map(([left, op, right, more]): Condition => {
    if (op !== 'between') return { left, op: op as Comparison, right };
    return { left, op, right: typeof right === 'number' ? [right, right + more] : [0, right] };
  });

const label = fc.oneof(
  fc.subarray(STAGES, { minLength: 1 }).map((stage): Condition => ({ stage })),
  fc.subarray(TAGS, { minLength: 1 }).map((tag): Condition => ({ tag })),
  fc.subarray(PERSONAS, { minLength: 1 }).map((persona): Condition => ({ persona })),
  fc.subarray(TIERS, { minLength: 1 }).map((tier): Condition => ({ tier })),
  fc.constantFrom(...SEGMENTS).map((segment): Condition => ({ segment })),
);

/** In forms that `evaluate.ts` reads. */
const filter = fc.oneof(
  fc.constantFrom(...LANGUAGES).map((language): Condition => ({ filter: { languageCode: { $eq: language } } })),
  fc
    .subarray(LANGUAGES, { minLength: 1 })
    .map((languages): Condition => ({ filter: { languageCode: { $in: languages } } })),
);

const hours = fc
  .record({
    from: fc.nat(23),
    to: fc.integer({ min: 1, max: 24 }),
    weekdays: fc.option(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), { nil: undefined }),
    share: fc.constantFrom(0.1, 0.25, 1 / 3, 0.5, 1),
    days: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ from, to, weekdays, share, days }): Condition => ({
    hours: { from, to, ...(weekdays ? { weekdays } : {}) },
    share,
    window: { days },
  }));

const leaf = fc.oneof(
  { weight: 8, arbitrary: comparison },
  { weight: 1, arbitrary: label },
  { weight: 1, arbitrary: filter },
  { weight: 1, arbitrary: hours },
);

/** Conditions as an operator could write them; some of them are refused (they could never hold). */
export const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    tie('tree').map((not): Condition => ({ not })),
  ),
})).tree;
