import { useRequest } from 'ahooks';
import { useCallback } from 'react';
import type { SegmentHistory, SegmentInfo } from '../../common/segments';
import { useApi } from '../api/useApi';

/**
 * The segments that the reader may see, the one that is looked at, and who was in it on each day.
 *
 * @param key the segment asked for; null or one that is gone gives the first
 */
export function useSegment(key: string | null, days: number, wantsHistory: boolean) {
  const api = useApi();
  const list = useRequest(() => api.get<SegmentInfo[]>('communitySegmentRuns:list'), { onError: () => undefined });
  const segments = list.data;
  const segment = segments?.find((one) => one.key === key) ?? segments?.[0];
  const shown = segment?.key;
  const history = useRequest(
    async () => ({
      of: shown,
      ...(await api.get<SegmentHistory>('communitySegmentRuns:history', { segment: shown, days })),
    }),
    { ready: wantsHistory && shown !== undefined, refreshDeps: [shown, days], onError: () => undefined },
  );
  const [readList, readHistory] = [list.refresh, history.refresh];
  const reload = useCallback(() => {
    readList();
    if (shown !== undefined) readHistory();
  }, [readList, readHistory, shown]);
  return {
    segments,
    segment,
    /** Undefined until the history of this segment is there. */
    history: history.data?.of === shown ? history.data : undefined,
    historyError: history.error,
    loading: list.loading || history.loading,
    error: segments ? undefined : list.error,
    reload,
  };
}
