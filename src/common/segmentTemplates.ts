import type { Condition, Value } from './conditions';
import {
  number,
  whole,
  days,
  share,
  hour,
  field,
  texts,
  numberOf,
  listOf,
  type TemplateParameter,
  type TemplateValues,
} from './segmentTemplateParameters';
import type { TemplateDimension } from './segmentTemplateTexts';

/** Dimensions whose measures do not exist yet; their place is shown. */
export const COMING_DIMENSIONS: readonly TemplateDimension[] = ['social', 'interests'];

/** A segment to be adjusted: what it asks for, and the condition that comes of it. */
export interface SegmentTemplate {
  key: string;
  dimension: TemplateDimension;
  color: string;
  parameters: readonly TemplateParameter[];
  /** Asks for something personal: only members who gave their consent are found. */
  sensitive?: boolean;
  condition(values: TemplateValues): Condition;
}

const about = (key: string, dimension: TemplateDimension, color: string) => ({ key, dimension, color });

const within = (metric: string, values: TemplateValues, name = 'days'): Value => ({
  metric,
  window: { days: numberOf(values, name) },
});
const last = (metric: string, length: number): Value => ({ metric, window: { days: length } });
const atLeast = (left: Value, right: number): Condition => ({ left, op: '>=', right });
const below = (left: Value, right: number): Condition => ({ left, op: '<', right });
const silentFor = (length: number): Condition => atLeast({ metric: 'daysSinceLast' }, length);

/** The host's filter for a field given as a path, e.g. `crm.city`. */
function fieldFilter(path: string, comparison: Record<string, unknown>): Record<string, unknown> {
  const names = path.split('.').filter(Boolean);
  return names.reduceRight<Record<string, unknown>>((inner, name) => ({ [name]: inner }), comparison);
}

const CONSENTED = { consent: { $eq: 'granted' } };

const fieldCondition = (values: TemplateValues, comparison: Record<string, unknown>, sensitive = false): Condition => ({
  filter: {
    $and: [...(sensitive ? [CONSENTED] : []), fieldFilter(String(values.field), comparison)],
  },
});

/** A field of the operator's own that is one of some texts. */
const oneOf = (key: string, sensitive: boolean, initial: string[] = []): SegmentTemplate => ({
  ...about(key, 'attributes', 'geekblue'),
  sensitive,
  parameters: [field(), texts('values', initial)],
  condition: (values) => fieldCondition(values, { $in: listOf(values, 'values') }, sensitive),
});

/** Those most of whose messages fall into certain hours. */
const hoursOf = (key: string, from: number, to: number, weekdays?: number[]): SegmentTemplate => ({
  ...about(key, 'time', 'cyan'),
  parameters: weekdays
    ? [share(0.6), days(30)]
    : [hour('hour', from), hour('untilHour', to, 1, 24), share(0.5), days(30)],
  condition: (values) => ({
    hours: weekdays ? { from, to, weekdays } : { from: numberOf(values, 'hour'), to: numberOf(values, 'untilHour') },
    share: numberOf(values, 'share'),
    window: { days: numberOf(values, 'days') },
  }),
});

/** An hour of another place in the hours of the community; the end of a day is 24, not 0. */
const shifted = (at: number, ahead: number): number => (((at - ahead) % 24) + 24) % 24;

export const SEGMENT_TEMPLATES: readonly SegmentTemplate[] = [
  {
    ...about('silent_days', 'behaviour', 'orange'),
    parameters: [days(7)],
    condition: (values) => silentFor(numberOf(values, 'days')),
  },
  {
    ...about('deep_users', 'behaviour', 'green'),
    parameters: [whole('activeDays', 15, 1, 366), whole('messages', 50, 1, 100_000), days(30)],
    condition: (values) => ({
      all: [
        atLeast(within('activeDays', values), numberOf(values, 'activeDays')),
        atLeast(within('messages', values), numberOf(values, 'messages')),
      ],
    }),
  },
  {
    ...about('content_kind', 'behaviour', 'green'),
    parameters: [{ name: 'kinds', kind: 'kinds', initial: ['forward'] }, whole('times', 5, 1, 100_000), days(30)],
    condition: (values) =>
      atLeast(
        { metric: 'activities', kinds: listOf(values, 'kinds'), window: { days: numberOf(values, 'days') } },
        numberOf(values, 'times'),
      ),
  },
  {
    ...about('session_span', 'behaviour', 'green'),
    parameters: [number('minutes', 120, 1, 100_000), days(7)],
    condition: (values) => atLeast(within('sessionMinutes', values), numberOf(values, 'minutes')),
  },
  {
    ...about('age_band', 'attributes', 'geekblue'),
    sensitive: true,
    parameters: [field(), whole('from', 18, 0, 120), whole('to', 25, 0, 120)],
    condition: (values) =>
      fieldCondition(values, { $gte: numberOf(values, 'from'), $lte: numberOf(values, 'to') }, true),
  },
  oneOf('gender', true),
  oneOf('place', true),
  {
    ...about('language', 'attributes', 'geekblue'),
    parameters: [texts('language', ['en'])],
    // codes may name a region besides, e.g. zh-hans
    condition: (values) => ({
      filter: { $or: listOf(values, 'language').map((code) => ({ languageCode: { $startsWith: code } })) },
    }),
  },
  oneOf('device', false),
  oneOf('department', false),
  oneOf('any_field', false),
  {
    ...about('spend_high', 'consumption', 'gold'),
    parameters: [number('amount', 5000, 0.01, 1e9), days(30)],
    condition: (values) => atLeast(within('amountSpent', values), numberOf(values, 'amount')),
  },
  {
    ...about('spend_middle', 'consumption', 'gold'),
    parameters: [number('amount', 1000, 0.01, 1e9), number('upTo', 5000, 0.01, 1e9), days(30)],
    condition: (values) => ({
      all: [
        atLeast(within('amountSpent', values), numberOf(values, 'amount')),
        below(within('amountSpent', values), numberOf(values, 'upTo')),
      ],
    }),
  },
  {
    ...about('spend_low', 'consumption', 'gold'),
    parameters: [number('upTo', 1000, 0.01, 1e9), days(30)],
    // who bought nothing is another group of people
    condition: (values) => ({
      all: [atLeast(within('purchases', values), 1), below(within('amountSpent', values), numberOf(values, 'upTo'))],
    }),
  },
  {
    ...about('lifetime_value', 'consumption', 'gold'),
    parameters: [number('factor', 2, 0.1, 1000)],
    condition: (values) =>
      atLeast({ ratio: [{ metric: 'amountSpent' }, { mean: { metric: 'amountSpent' } }] }, numberOf(values, 'factor')),
  },
  {
    ...about('quarterly_growth', 'consumption', 'gold'),
    parameters: [{ name: 'growth', kind: 'share', initial: 0.3 }],
    condition: (values) =>
      atLeast(
        {
          ratio: [last('amountSpent', 91), { metric: 'amountSpent', window: { days: 91, endingDaysAgo: 91 } }],
        },
        1 + numberOf(values, 'growth'),
      ),
  },
  {
    ...about('coupon_share', 'consumption', 'gold'),
    parameters: [{ name: 'kinds', kind: 'kinds', initial: [] }, share(0.8), days(90)],
    condition: (values) =>
      atLeast(
        {
          ratio: [
            { metric: 'activities', kinds: listOf(values, 'kinds'), window: { days: numberOf(values, 'days') } },
            within('purchases', values),
          ],
        },
        numberOf(values, 'share'),
      ),
  },
  {
    ...about('in_stages', 'lifecycle', 'blue'),
    parameters: [{ name: 'stages', kind: 'stages', initial: ['at_risk'] }],
    condition: (values) => ({ stage: listOf(values, 'stages') }),
  },
  {
    ...about('new_this_week', 'lifecycle', 'blue'),
    parameters: [days(7)],
    condition: (values) => ({ left: { metric: 'daysSinceJoined' }, op: '<=', right: numberOf(values, 'days') }),
  },
  {
    ...about('long_in_stage', 'lifecycle', 'blue'),
    parameters: [{ name: 'stages', kind: 'stages', initial: ['new'] }, days(30)],
    condition: (values) => ({
      all: [{ stage: listOf(values, 'stages') }, atLeast({ metric: 'daysInStage' }, numberOf(values, 'days'))],
    }),
  },
  {
    ...about('come_back', 'lifecycle', 'blue'),
    parameters: [days(7), whole('silentDays', 30)],
    condition: (values) => ({
      all: [
        atLeast(within('activeDays', values), 1),
        {
          left: {
            metric: 'activeDays',
            window: { days: numberOf(values, 'silentDays'), endingDaysAgo: numberOf(values, 'days') },
          },
          op: '=',
          right: 0,
        },
        atLeast({ metric: 'daysSinceFirst' }, numberOf(values, 'days') + numberOf(values, 'silentDays')),
      ],
    }),
  },
  hoursOf('morning', 6, 10),
  hoursOf('lunch', 11, 14),
  hoursOf('evening', 20, 22),
  hoursOf('night', 23, 5),
  hoursOf('weekend', 0, 24, [6, 7]),
  {
    ...about('time_zone', 'time', 'cyan'),
    parameters: [{ name: 'ahead', kind: 'hour', initial: 6, least: -12, most: 14 }, share(0.9), days(60)],
    condition: (values) => {
      const [from, to] = [8, 24].map((at) => shifted(at, numberOf(values, 'ahead')));
      return {
        hours: { from, to: to === 0 ? 24 : to },
        share: numberOf(values, 'share'),
        window: { days: numberOf(values, 'days') },
      };
    },
  },
  {
    ...about('buyers_fading', 'combined', 'magenta'),
    parameters: [number('amount', 1000, 0.01, 1e9), days(180), whole('silentDays', 14)],
    condition: (values) => ({
      all: [
        atLeast(within('amountSpent', values), numberOf(values, 'amount')),
        silentFor(numberOf(values, 'silentDays')),
      ],
    }),
  },
  {
    ...about('evening_talkers', 'combined', 'magenta'),
    parameters: [whole('messages', 20, 1, 100_000), share(0.5), days(30)],
    condition: (values) => ({
      all: [
        atLeast(within('messages', values), numberOf(values, 'messages')),
        { hours: { from: 20, to: 22 }, share: numberOf(values, 'share'), window: { days: numberOf(values, 'days') } },
      ],
    }),
  },
  {
    ...about('heard_newcomers', 'combined', 'magenta'),
    parameters: [days(30), whole('times', 3, 1, 100_000)],
    condition: (values) => ({
      all: [
        { left: { metric: 'daysSinceJoined' }, op: '<=', right: numberOf(values, 'days') },
        atLeast(within('repliesReceived', values), numberOf(values, 'times')),
      ],
    }),
  },
];
