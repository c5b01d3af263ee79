import { useRequest } from 'ahooks';
import { useMemo } from 'react';
import type { ConditionCatalogue } from '../../common/conditions';
import { useApi } from '../api/useApi';
import { STAGE_TITLES } from '../heatmap/stages';
import { useT, type Translate } from '../locale';

/** Stages with the titles of the standard ones in the reader's language; a title that was changed stays what it is. */
export const translatedStages = <S extends { key: string; title: string }>(stages: readonly S[], t: Translate): S[] =>
  stages.map((stage) => (STAGE_TITLES[stage.key] === stage.title ? { ...stage, title: t(stage.title) } : stage));

/** What conditions can be made of, from the server. */
export function useCatalogue() {
  const api = useApi();
  const t = useT();
  const { data, error, refresh } = useRequest(() => api.get<ConditionCatalogue>('communityLifecycle:catalogue'), {
    onError: () => undefined,
  });
  const catalogue = useMemo(() => data && { ...data, stages: translatedStages(data.stages, t) }, [data, t]);
  return { catalogue, error, reload: refresh };
}
