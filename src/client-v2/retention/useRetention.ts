import { useRequest } from 'ahooks';
import type { RetentionAnswer, RetentionBasis } from '../../common/retention';
import { useApi } from '../api/useApi';
import { segmentParam } from '../blocks/SegmentFilter';

/** What the reader of a page looks at. */
export interface RetentionView {
  basis: RetentionBasis;
  weeks: number;
  group: number | null;
  /** Keys of the segments whose members are looked at; none = everybody. */
  segments: string[];
}

const DAY = 86_400_000;

/** Query parameters of `communityAnalytics:retention`: so many weeks up to the present one. */
export function retentionParams(
  { basis, weeks, group, segments }: RetentionView,
  now: number,
): Record<string, unknown> {
  const from = new Date(now - 7 * (weeks - 1) * DAY).toISOString().slice(0, 10);
  return { basis, from, ...(group === null ? {} : { group }), ...segmentParam(segments) };
}

/** Fetches the block's numbers whenever the view asks for others; the last answer stays until the next is there. */
export function useRetention(view: RetentionView) {
  const api = useApi();
  const { data, loading, error, refresh } = useRequest(
    () => api.get<RetentionAnswer>('communityAnalytics:retention', retentionParams(view, Date.now())),
    // Without a handler the library prints the error although the panel shows it.
    { refreshDeps: [view.basis, view.weeks, view.group, view.segments], onError: () => undefined },
  );
  return { answer: data, loading, error, reload: refresh };
}
