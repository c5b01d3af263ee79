import { useMemo } from 'react';
import type { HealthMeasure, Threshold, Verdict } from '../../common/groupHealth';
import { useT } from '../locale';
import { useLanguage } from '../moments';
import { useNumbers } from '../numbers';
import type { TrendMeasure } from './options';

export const MEASURE_TITLES: Record<HealthMeasure, string> = {
  postsPerMemberDay: 'Posts per member and day',
  interactionRate: 'Interaction rate',
  responseMinutes: 'Response time',
  weeklyLeaveRate: 'Weekly leave rate',
  monthlyLeaveRate: 'Monthly leave rate',
  speakingRate: 'Speaking rate',
};

/** What each number is made of; the same as at `HEALTH_MEASURES`. */
export const MEASURE_NOTES: Record<HealthMeasure, string> = {
  postsPerMemberDay: 'Posts of members ÷ members of the period ÷ days of the period that have passed.',
  interactionRate:
    'Members who replied, reacted, voted or clicked at least once ÷ members of the period. A stand-in: Telegram tells no reads, so whoever only reads counts as not interacting.',
  responseMinutes:
    'Median time from a post to its first reply by someone else, over the posts that were replied to on the same day. Posts without a reply are left out. Between counted times (1, 2, 3, 5, 10, 30 minutes, 1 and 4 hours) it is estimated.',
  weeklyLeaveRate:
    'Leaves within the last 7 days of the period ÷ members at the beginning of those days. Who leaves twice counts twice. Only leaves that the bot or an export saw.',
  monthlyLeaveRate:
    'Leaves within the last 30 days up to the end of the period ÷ members at the beginning of those days. Who leaves twice counts twice. Only leaves that the bot or an export saw.',
  speakingRate: 'Members who posted at least once ÷ members of the period.',
};

export const TREND_TITLES: Record<TrendMeasure, string> = {
  posts: 'Posts',
  speakers: 'Members who posted',
  interacting: 'Members who interacted',
  joins: 'Joins',
  leaves: 'Leaves',
  responseMinutes: 'Response time',
};

export const VERDICT_TITLES: Record<Verdict, string> = {
  good: 'On target',
  near: 'Near target',
  bad: 'Off target',
};

const SIGNS = { '>=': '≥', '<=': '≤', '<': '<' } as const;

export interface MeasureText {
  /** E.g. `0.42`, `12.5%`, `4 min`; a dash for none. */
  value(measure: HealthMeasure, value: number | null): string;
  minutes(value: number | null): string;
  /** E.g. `Target: ≥ 15%` */
  target(measure: HealthMeasure, threshold: Threshold): string;
  /** Against the days before, e.g. `+0.12`, `−3 points`; null where either is missing. */
  change(measure: HealthMeasure, now: number | null, before: number | null): string | null;
}

/** Measures in the reader's language. */
export function useMeasureText(): MeasureText {
  const t = useT();
  const language = useLanguage();
  const numbers = useNumbers();
  return useMemo(() => {
    const format = (options: Intl.NumberFormatOptions) => {
      const formatter = new Intl.NumberFormat(language, options);
      return (value: number) => formatter.format(value);
    };
    const share = format({ style: 'percent', maximumFractionDigits: 1 });
    const small = format({ maximumFractionDigits: 2 });
    const signed = format({ maximumFractionDigits: 2, signDisplay: 'exceptZero' });
    const points = format({ maximumFractionDigits: 1, signDisplay: 'exceptZero' });
    const minutes = (value: number | null) =>
      value === null
        ? '–'
        : value < 60
          ? t('{{minutes}} min', { minutes: numbers.decimal(value) })
          : t('{{hours}} h', { hours: numbers.decimal(value / 60) });
    const one = (measure: HealthMeasure, value: number) =>
      measure === 'responseMinutes' ? minutes(value) : measure === 'postsPerMemberDay' ? small(value) : share(value);
    return {
      minutes,
      value: (measure, value) => (value === null ? '–' : one(measure, value)),
      target: (measure, { is, limit }) => t('Target: {{limit}}', { limit: `${SIGNS[is]} ${one(measure, limit)}` }),
      change: (measure, now, before) => {
        if (now === null || before === null) return null;
        const by = now - before;
        if (measure === 'postsPerMemberDay') return signed(by);
        if (measure === 'responseMinutes') return t('{{minutes}} min', { minutes: points(by) });
        return t('{{points}} points', { points: points(by * 100) });
      },
    };
  }, [t, language, numbers]);
}
