import { useMemo } from 'react';
import type { LifecycleStage } from '../../common/lifecycleBlock';
import { STAGE_COLOURS, type StageKey } from '../../common/names';
import { stageLabel, useStages } from '../heatmap/stages';
import { useT } from '../locale';

/** How stages are shown: their title, and their colour as antd's tags take it. */
export interface StageLook {
  title(stage: string | null): string;
  colour(stage: string | null): string;
}

/** Titles and colours that operators chose, else the standard ones in the reader's language. */
export function useStageLook(stages: ReadonlyArray<Pick<LifecycleStage, 'stage' | 'title' | 'color'>>): StageLook {
  const t = useT();
  const standard = useStages();
  return useMemo(() => {
    const own = (stage: string | null) => stages.find((row) => row.stage === stage);
    return {
      title: (stage) => (stage === null ? t('No stage yet') : (own(stage)?.title ?? stageLabel(standard, stage))),
      colour: (stage) => own(stage)?.color ?? STAGE_COLOURS[stage as StageKey] ?? 'default',
    };
  }, [stages, standard, t]);
}
