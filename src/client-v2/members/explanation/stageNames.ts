import { useMemo } from 'react';
import type { ConditionCatalogue } from '../../../common/conditions';
import { STAGE_KEYS } from '../../../common/names';
import { useStageLook, type StageLook } from '../../lifecycle/stageLook';

/** How the catalogue's stages are shown; their titles are in the reader's language already. */
export function useCatalogueLook(stages: ConditionCatalogue['stages']): StageLook {
  const rows = useMemo(() => stages.map(({ key, title, color }) => ({ stage: key, title, color })), [stages]);
  return useStageLook(rows);
}

/** Keys in the order of the lifecycle; the standard ones where the catalogue is closed to the reader. */
export const stageKeys = (stages: ConditionCatalogue['stages']): string[] =>
  stages.length > 0 ? stages.map(({ key }) => key) : [...STAGE_KEYS];
