import { useInterval, useRequest } from 'ahooks';
import { useApi } from '../../api/useApi';
import { isActive, type Run } from '../runs/run';

const WHILE_ACTIVE = 1_500;
const WHILE_IDLE = 20_000;
const SHOWN = 20;

/** The recent runs, looked up often while one is active. */
export function useRuns() {
  const api = useApi();
  const { data, loading, error, refresh } = useRequest(
    () => api.get<Run[]>('communityRuns:list', { sort: '-id', pageSize: SHOWN }),
    { onError: () => undefined },
  );
  const active = (data ?? []).some(isActive);
  // The request library's own polling would notice a changed interval one round too late.
  useInterval(refresh, active ? WHILE_ACTIVE : WHILE_IDLE);
  return { runs: data, active, loading, error, reload: refresh };
}
