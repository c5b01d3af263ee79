import { useRequest } from 'ahooks';
import { useCallback } from 'react';
import type { LeaderboardAnswer } from '../../common/leaderboard';
import { useApi } from '../api/useApi';
import { leaderboardParams, type LeaderboardView } from './query';

const ACTION = 'communityAnalytics:leaderboard';

/** As many places as one request may ask for. */
const EXPORTED = 200;

/** Fetches the block's numbers whenever the view asks for others; the last answer stays until the next is there. */
export function useLeaderboard(view: LeaderboardView) {
  const api = useApi();
  const { data, loading, error, refresh } = useRequest(
    () => api.get<LeaderboardAnswer>(ACTION, leaderboardParams(view)),
    // Without a handler the library prints the error although the panel shows it.
    { refreshDeps: [JSON.stringify(view)], onError: () => undefined },
  );
  /** The first places of the same board. */
  const readTop = useCallback(
    () => api.get<LeaderboardAnswer>(ACTION, leaderboardParams({ ...view, page: 1, pageSize: EXPORTED })),
    [api, view],
  );
  return { answer: data, loading, error, reload: refresh, readTop };
}
