import type { HoursCondition } from '../../../common/conditions';
import { windowText } from './measure';
import { numberText } from './quantity';
import { allOfThese, type Words } from './words';

/** A Monday: the first of seven days from which weekday names are taken. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** Name of a weekday, 1 = Monday to 7 = Sunday. */
export const weekdayName = (weekday: number, language: string | undefined, style: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' }).format(MONDAY + (weekday - 1) * DAY);

/** An hour of the day as on a clock, 0 to 24. */
export const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** When most is said, as a sentence. */
export function hoursText({ hours, share, window }: HoursCondition, words: Words): string {
  const { t, language } = words;
  const values = {
    share: numberText(share, 'share', words),
    window: windowText(window, true, words),
    from: clock(hours.from),
    to: clock(hours.to),
  };
  const { weekdays } = hours;
  if (!weekdays || weekdays.length === 0)
    return t('{{window}}, at least {{share}} of the messages fall between {{from}} and {{to}}', values);
  const names = allOfThese(
    [...weekdays].sort((a, b) => a - b).map((day) => weekdayName(day, language)),
    words,
  );
  return t('{{window}}, at least {{share}} of the messages fall between {{from}} and {{to}} on {{weekdays}}', {
    ...values,
    weekdays: names,
  });
}
