import React, { useMemo } from 'react';
import { BuilderProvider } from './BuilderContext';
import { FilterLeaf } from './leaves/FilterLeaf';
import type { Words } from './words';

export interface MemberFilterProps {
  value: Record<string, unknown>;
  words: Words;
  onChange(filter: Record<string, unknown>): void;
}

const NO_PROBLEMS = [] as const;

/** The host's filter over members, outside of a condition. */
export function MemberFilter({ value, words, onChange }: MemberFilterProps): React.ReactElement {
  const settings = useMemo(
    () => ({ words, subject: 'member' as const, collection: 'communityMembers', problems: NO_PROBLEMS }),
    [words],
  );
  return (
    <BuilderProvider value={settings}>
      <FilterLeaf
        value={value}
        onChange={(condition) => {
          if ('filter' in condition) onChange(condition.filter);
        }}
      />
    </BuilderProvider>
  );
}
