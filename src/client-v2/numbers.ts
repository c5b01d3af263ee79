import { useMemo } from 'react';
import { useLanguage } from './moments';

/** Numbers in the reader's language. */
export interface Numbers {
  count(value: number): string;
  /** 0.256 → 26 %; below one percent with a digit more, so that little is not nothing. */
  percent(share: number): string;
  /** With at most one digit behind the point. */
  decimal(value: number): string;
  /** 1 → "1 day", 19.5 → "19.5 days" */
  days(value: number): string;
}

export function useNumbers(): Numbers {
  const language = useLanguage();
  return useMemo(() => {
    const format = (options: Intl.NumberFormatOptions) => {
      const formatter = new Intl.NumberFormat(language, options);
      return (value: number) => formatter.format(value);
    };
    const [whole, fine] = [0, 1].map((digits) => format({ style: 'percent', maximumFractionDigits: digits }));
    return {
      count: format({ maximumFractionDigits: 0 }),
      percent: (share) => (share > 0 && share < 0.01 ? fine(share) : whole(share)),
      decimal: format({ maximumFractionDigits: 1 }),
      days: format({ style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 1 }),
    };
  }, [language]);
}
