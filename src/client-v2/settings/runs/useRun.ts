import { useInterval, useRequest } from 'ahooks';
import { useApi } from '../../api/useApi';
import { isActive, type Run } from './run';

const WHILE_ACTIVE = 1_000;

export interface WatchedRun {
  run: Run | undefined;
  error: Error | undefined;
  reload(): void;
}

/** Follows a run until it ends; null follows none. */
export function useRun(runId: number | string | null): WatchedRun {
  const api = useApi();
  const { data, error, refresh } = useRequest(() => api.get<Run>('communityRuns:get', { filterByTk: runId }), {
    ready: runId !== null,
    refreshDeps: [runId],
    onError: () => undefined,
  });
  const run = data?.id === runId ? data : undefined;
  // A failed look does not stop the watching: the run goes on without us.
  useInterval(refresh, run && isActive(run) ? WHILE_ACTIVE : undefined);
  return { run, error, reload: refresh };
}
