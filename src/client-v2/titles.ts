import { useMemo } from 'react';
import type { Reader } from '../common/shippedTitles';
import { useT } from './locale';
import { useLanguage } from './moments';

/** Whoever looks at the page, as shipped titles are told to. */
export function useReader(): Reader {
  const t = useT();
  const language = useLanguage();
  return useMemo(() => ({ language, t }), [language, t]);
}
