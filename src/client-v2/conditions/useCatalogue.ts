import { useRequest } from 'ahooks';
import type { ConditionCatalogue } from '../../common/conditions';
import { useApi } from '../api/useApi';

/** What conditions can be made of, from the server. */
export function useCatalogue() {
  const api = useApi();
  const { data, error, refresh } = useRequest(() => api.get<ConditionCatalogue>('communityLifecycle:catalogue'), {
    onError: () => undefined,
  });
  return { catalogue: data, error, reload: refresh };
}
