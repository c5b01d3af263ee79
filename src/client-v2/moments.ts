import { useFlowEngine } from '@nocobase/flow-engine';
import { useCallback } from 'react';

/** A moment (milliseconds since 1970 or ISO 8601) as date and time; a dash for never. */
export type FormatMoment = (moment: number | string | null | undefined) => string;

/** The reader's language, e.g. `zh-CN`; undefined leaves it to the browser. */
export const useLanguage = (): string | undefined => useFlowEngine().context.locale;

/** Date and time in a language; a dash for 0, nothing and what is no date. */
export function momentText(moment: number | string | null | undefined, language?: string): string {
  const milliseconds = typeof moment === 'string' ? Date.parse(moment) : moment;
  if (!milliseconds) return '–';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(milliseconds);
}

/** Formats moments in the reader's language. */
export function useMoment(): FormatMoment {
  const language = useLanguage();
  return useCallback((moment) => momentText(moment, language), [language]);
}
