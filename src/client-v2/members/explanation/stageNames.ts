import { useMemo } from 'react';
import type { ConditionCatalogue } from '../../../common/conditions';
import { STAGE_KEYS } from '../../../common/names';
import { STAGE_TITLES } from '../../heatmap/stages';
import { useStageLook, type StageLook } from '../../lifecycle/stageLook';

/** Titles that an installation begins with, in the language it was made in. */
const SHIPPED_ZH: Record<string, string> = {
  new: '新用户',
  active: '活跃',
  core: '核心',
  high_value: '高价值',
  at_risk: '流失风险',
  churned: '流失',
};

/** How the catalogue's stages are shown: shipped titles in the reader's language, operators' own as they are. */
export function useCatalogueLook(stages: ConditionCatalogue['stages']): StageLook {
  const rows = useMemo(
    () =>
      stages.map(({ key, title, color }) => ({
        stage: key,
        title: title === STAGE_TITLES[key] || title === SHIPPED_ZH[key] ? null : title,
        color,
      })),
    [stages],
  );
  return useStageLook(rows);
}

/** Keys in the order of the lifecycle; the standard ones where the catalogue is closed to the reader. */
export const stageKeys = (stages: ConditionCatalogue['stages']): string[] =>
  stages.length > 0 ? stages.map(({ key }) => key) : [...STAGE_KEYS];
