import { useRequest } from 'ahooks';
import { useRef } from 'react';
import type { GroupHealthAnswer, HealthSteps } from '../../common/groupHealth';
import { useApi } from '../api/useApi';
import { segmentParam } from '../blocks/SegmentFilter';

/** What the reader of a page looks at. */
export interface GroupHealthView {
  /** Days up to today. */
  days: number;
  group: number | null;
  step: HealthSteps;
  /** Keys of the segments whose members are looked at; none = everybody. */
  segments: string[];
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Query parameters of `communityAnalytics:groupHealth`; without `to` the server takes today in the community's zone. */
export function groupHealthParams(
  { days, group, step, segments }: GroupHealthView,
  now: number,
): Record<string, unknown> {
  const from = new Date(now - (days - 1) * DAY).toISOString().slice(0, 10);
  return { from, step, ...(group === null ? {} : { groups: group }), ...segmentParam(segments) };
}

/**
 * Fetches the block's numbers whenever the view asks for others, and every hour; the last answer stays until the next is
 * there. `reload` has the server work them out anew.
 */
export function useGroupHealth(view: GroupHealthView) {
  const api = useApi();
  const fresh = useRef(false);
  const { data, loading, error, refresh } = useRequest(
    () => {
      const refreshed = fresh.current ? { refresh: 'true' } : {};
      fresh.current = false;
      return api.get<GroupHealthAnswer>('communityAnalytics:groupHealth', {
        ...groupHealthParams(view, Date.now()),
        ...refreshed,
      });
    },
    {
      refreshDeps: [view.days, view.group, view.step, view.segments],
      pollingInterval: HOUR,
      pollingWhenHidden: false,
      // Without a handler the library prints the error although the panel shows it.
      onError: () => undefined,
    },
  );
  const reload = () => {
    fresh.current = true;
    refresh();
  };
  return { answer: data, loading, error, reload };
}
