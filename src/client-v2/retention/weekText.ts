import { useMemo } from 'react';
import { useLanguage } from '../moments';

/** A Monday (`YYYY-MM-DD`) as a short date in the reader's language; with the year where weeks of two years stand together. */
export function useWeekText(mondays: readonly string[]): (monday: string) => string {
  const language = useLanguage();
  const years = new Set(mondays.map((monday) => monday.slice(0, 4))).size > 1;
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: 'short',
      ...(years ? { year: '2-digit' } : {}),
      timeZone: 'UTC',
    });
    return (monday) => format.format(Date.parse(`${monday}T00:00:00Z`));
  }, [language, years]);
}
