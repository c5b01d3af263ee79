import { useRequest } from 'ahooks';
import { useMemo } from 'react';
import type { ConditionCatalogue } from '../../common/conditions';
import { kindTitle, stageTitle, titledFor, type Reader } from '../../common/shippedTitles';
import { useApi } from '../api/useApi';
import { useReader } from '../titles';

/** Stages with the titles of the standard ones in the reader's language; a title that was changed stays what it is. */
export const translatedStages = <S extends { key: string; title: string }>(stages: readonly S[], reader: Reader): S[] =>
  titledFor(stageTitle, reader, stages);

/** What conditions can be made of, from the server. */
export function useCatalogue() {
  const api = useApi();
  const reader = useReader();
  const { data, error, refresh } = useRequest(() => api.get<ConditionCatalogue>('communityLifecycle:catalogue'), {
    onError: () => undefined,
  });
  const catalogue = useMemo(
    () =>
      data && {
        ...data,
        kinds: titledFor(kindTitle, reader, data.kinds),
        stages: translatedStages(data.stages, reader),
      },
    [data, reader],
  );
  return { catalogue, error, reload: refresh };
}
