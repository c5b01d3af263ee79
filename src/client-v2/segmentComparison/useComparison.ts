import { useRequest } from 'ahooks';
import type { SegmentComparison, SegmentInfo } from '../../common/segments';
import { useApi } from '../api/useApi';

/** How many are compared where nobody has chosen any. */
const AT_FIRST = 3;

/** The largest segments, which say most beside each other. */
export const largest = (segments: ReadonlyArray<Pick<SegmentInfo, 'key' | 'size'>>): string[] =>
  [...segments]
    .sort((a, b) => b.size - a.size)
    .slice(0, AT_FIRST)
    .map(({ key }) => key);

/** The segments that the reader may see, those that are compared, and the comparison; chosen ones that are gone are left out. */
export function useComparison(chosen: readonly string[]) {
  const api = useApi();
  const list = useRequest(() => api.get<SegmentInfo[]>('communitySegmentRuns:list'), { onError: () => undefined });
  const segments = list.data;
  const there = segments ? chosen.filter((key) => segments.some((one) => one.key === key)) : [];
  const keys = there.length || !segments ? there : largest(segments);
  const asked = keys.join(',');
  const { data, loading, error, refresh } = useRequest(
    () => api.get<SegmentComparison>('communitySegmentRuns:compare', { segments: asked }),
    { ready: asked !== '', refreshDeps: [asked], onError: () => undefined },
  );
  return {
    segments,
    keys,
    comparison: data,
    loading: list.loading || loading,
    error: segments ? error : list.error,
    reload: () => {
      list.refresh();
      if (asked) refresh();
    },
  };
}
