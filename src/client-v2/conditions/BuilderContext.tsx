import { useFlowEngine, type Collection } from '@nocobase/flow-engine';
import React, { createContext, useContext, useMemo } from 'react';
import type { ConditionCatalogue, Subject } from '../../common/conditions';
import { plainTitle } from '../heatmap/stages';
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

/**
 * The reader's language with what conditions can be made of.
 *
 * @param collection whose fields conditions on fields ask about
 */
export function useWords(catalogue: ConditionCatalogue, collection = 'communityMembers'): Words {
  const t = useT();
  const language = useLanguage();
  const { context } = useFlowEngine();
  return useMemo(
    () => ({
      t,
      language,
      catalogue,
      fieldTitle: (path) => fieldTitle(path, context.dataSourceManager?.getCollection('main', collection), t),
    }),
    [t, language, catalogue, context, collection],
  );
}

/** Titles along a path through relations; names where the host knows no title. */
function fieldTitle(path: readonly string[], from: Collection | undefined, t: Words['t']): string {
  let collection = from;
  const titles = path.map((name) => {
    const field = collection?.getField(name);
    collection = field?.targetCollection;
    return field?.title ? t(plainTitle(field.title)) : name;
  });
  return titles.join(' / ');
}
