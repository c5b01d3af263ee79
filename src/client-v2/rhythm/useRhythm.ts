import { useRequest } from 'ahooks';
import type { RhythmAnswer } from '../../common/rhythm';
import { useApi } from '../api/useApi';
import { rhythmParams, type RhythmView } from './query';

/** Fetches the block's numbers whenever the view asks for others; the last answer stays until the next is there. */
export function useRhythm(view: RhythmView, ready: boolean) {
  const api = useApi();
  const { data, loading, error, refresh } = useRequest(
    () => api.get<RhythmAnswer>('communityAnalytics:rhythm', rhythmParams(view, new Date())),
    // Without a handler the library prints the error although the panel shows it.
    { ready, refreshDeps: [JSON.stringify(view)], onError: () => undefined },
  );
  return { answer: data, loading, error, reload: refresh };
}
