import { useDebounce, useRequest } from 'ahooks';
import type { ScoringDraft, ScoringPreview } from '../../../common/scoring';
import { useApi } from '../../api/useApi';
import { fingerprint } from './scoring';

/** Long enough not to ask at every key, short enough to be felt as at once. Milliseconds. */
const QUIET = 700;

/** Who would rise and fall with a weighting, asked again when it has rested after a change. */
export function useScoringPreview(draft: ScoringDraft, ready: boolean) {
  const api = useApi();
  const asked = ready ? fingerprint(draft) : null;
  const rested = useDebounce(asked, { wait: QUIET });
  const { data, loading, error, refresh } = useRequest(
    async () => ({
      of: rested,
      answer: await api.post<ScoringPreview>('communityScoring:preview', JSON.parse(rested ?? '{}')),
    }),
    { ready: rested !== null, refreshDeps: [rested], onError: () => undefined },
  );
  return {
    preview: data?.answer,
    outdated: data !== undefined && data.of !== asked,
    loading: loading || (asked !== null && asked !== rested),
    error,
    retry: refresh,
  };
}
