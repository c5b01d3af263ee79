import { useMemo } from 'react';
import { useLanguage } from './moments';

/** Numbers in the reader's language. */
export interface Numbers {
  count(value: number): string;
  /** 0.256 → 25.6 % */
  percent(share: number): string;
  /** Days or amounts, with as many digits as say something. */
  decimal(value: number): string;
}

export function useNumbers(): Numbers {
  const language = useLanguage();
  return useMemo(() => {
    const format = (options: Intl.NumberFormatOptions) => {
      const formatter = new Intl.NumberFormat(language, options);
      return (value: number) => formatter.format(value);
    };
    return {
      count: format({ maximumFractionDigits: 0 }),
      percent: format({ style: 'percent', maximumFractionDigits: 0 }),
      decimal: format({ maximumFractionDigits: 1 }),
    };
  }, [language]);
}
