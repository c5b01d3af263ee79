import { useRequest } from 'ahooks';
import type { LibraryKind } from '../../../common/ruleLibrary';
import type { SegmentHistory } from '../../../common/segments';
import { useApi } from '../../api/useApi';

/** A table of many labels asks once a minute at most. */
const FRESH = 60_000;

/** How many members carried a label at the end of each day, and how many came and went. */
export function useLabelHistory(kind: LibraryKind, label: string, days: number) {
  const api = useApi();
  return useRequest(() => api.get<SegmentHistory>('communityRuleLibrary:history', { kind, key: label, days }), {
    cacheKey: `community-history-${kind}-${label}-${days}`,
    staleTime: FRESH,
    refreshDeps: [kind, label, days],
    onError: () => undefined,
  });
}
