import { useMemo } from 'react';
import { useLanguage } from '../moments';

/** Names of weekdays (0 = Monday) and times of day in the reader's language. */
export interface Clock {
  short(weekday: number): string;
  long(weekday: number): string;
  /** 19 → 19:00; 24 is the end of the day. */
  time(hour: number): string;
}

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);

export function useClock(): Clock {
  const language = useLanguage();
  return useMemo(() => {
    const names = (weekday: 'short' | 'long') => {
      const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
      return (day: number) => format.format(MONDAY + day * 86_400_000);
    };
    return { short: names('short'), long: names('long'), time: (hour) => `${String(hour).padStart(2, '0')}:00` };
  }, [language]);
}
