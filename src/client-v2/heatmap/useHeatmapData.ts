import { useRequest } from 'ahooks';
import { useMemo } from 'react';
import type { HeatmapAnswer } from '../../common/heatmap';
import { useApi } from '../api/useApi';
import type { HeatmapOptions } from './options';
import { firstGroups, heatmapParams, type HeatmapView } from './query';

export interface HeatmapData {
  /** The last answer; stays while the next one is on its way, so that the matrix does not flicker. */
  answer: HeatmapAnswer | undefined;
  loading: boolean;
  error: Error | undefined;
  reload(): void;
}

/** Fetches the matrix whenever the view or the block's settings ask for another one. */
export function useHeatmapData(options: HeatmapOptions, view: HeatmapView): HeatmapData {
  const api = useApi();
  const params = heatmapParams(options, view);
  const { data, loading, error, refresh } = useRequest(
    () => api.get<HeatmapAnswer>('communityAnalytics:heatmap', params),
    // Without a handler the library prints the error although the panel shows it.
    { refreshDeps: [JSON.stringify(params)], onError: () => undefined },
  );
  const limit = options.groups.length > 0 ? Infinity : options.groupLimit;
  const answer = useMemo(() => data && firstGroups(data, limit), [data, limit]);
  return { answer, loading, error, reload: refresh };
}
