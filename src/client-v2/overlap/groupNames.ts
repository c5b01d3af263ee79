import { useCallback } from 'react';
import { useT } from '../locale';

/** The name of a group by its id: its title, or its number where it has none that the reader may see. */
export type GroupName = (id: number) => string;

/** Names groups by what an answer tells of them. */
export function useGroupNames(groups: ReadonlyArray<{ id: number; title: string | null }>): GroupName {
  const t = useT();
  return useCallback(
    (id: number) => groups.find((group) => group.id === id)?.title ?? t('Group {{id}}', { id }),
    [groups, t],
  );
}
