import { useRequest } from 'ahooks';
import { readCompactHeatmap, type CompactHeatmap, type PackedHeatmap } from '../../common/heatmapCompact';
import { useApi } from '../api/useApi';
import type { HeatmapOptions } from './options';
import { heatmapParams, type Filter, type HeatmapView } from './query';

export interface HeatmapData {
  /** The last answer; stays while the next one is on its way, so that the matrix does not flicker. */
  answer: PackedHeatmap | undefined;
  loading: boolean;
  error: Error | undefined;
  reload(): void;
}

/** Fetches the matrix whenever the view or the block's settings ask for another one. */
export function useHeatmapData(options: HeatmapOptions, view: HeatmapView, connected: Filter): HeatmapData {
  const api = useApi();
  const params = heatmapParams(options, view, connected);
  const { data, loading, error, refresh } = useRequest(
    async () => readCompactHeatmap(await api.get<CompactHeatmap>('communityAnalytics:heatmap', params)),
    // Without a handler the library prints the error although the panel shows it.
    { refreshDeps: [JSON.stringify(params)], onError: () => undefined },
  );
  return { answer: data, loading, error, reload: refresh };
}
