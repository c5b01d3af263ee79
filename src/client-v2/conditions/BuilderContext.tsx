import React, { createContext, useContext, useMemo } from 'react';
import type { ConditionCatalogue, Subject } from '../../common/conditions';
import { useT } from '../locale';
import { useLanguage } from '../moments';
import type { Problem } from './problems';
import type { Words } from './words';

/** What every part of a condition editor needs to know. */
export interface BuilderSettings {
  words: Words;
  subject: Subject;
  /** The collection whose fields `filter` asks about. */
  collection: string;
  problems: readonly Problem[];
}

const Context = createContext<BuilderSettings | null>(null);

export const BuilderProvider = ({ value, children }: { value: BuilderSettings; children: React.ReactNode }) => (
  <Context.Provider value={value}>{children}</Context.Provider>
);

/** @throws Error outside of a builder */
export function useBuilder(): BuilderSettings {
  const settings = useContext(Context);
  if (!settings) throw new Error('A part of the condition editor stands outside of it.');
  return settings;
}

/** The reader's language with what conditions can be made of. */
export function useWords(catalogue: ConditionCatalogue): Words {
  const t = useT();
  const language = useLanguage();
  return useMemo(() => ({ t, language, catalogue }), [t, language, catalogue]);
}
