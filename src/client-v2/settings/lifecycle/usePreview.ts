import { useDebounce, useRequest } from 'ahooks';
import type { PreviewAnswer, StageRuleDraft } from '../../../common/lifecycle';
import { useApi } from '../../api/useApi';
import { draftOf, fingerprint } from './rules';

/** Long enough not to ask at every key, short enough to be felt as at once. Milliseconds. */
const QUIET = 800;

/**
 * What a rule set would do today, asked again when it has rested after a change.
 *
 * @param ready false asks nothing, e.g. while something is missing; the last answer stays
 */
export function usePreview(rules: readonly StageRuleDraft[], ready: boolean) {
  const api = useApi();
  const asked = ready ? fingerprint(rules) : null;
  const rested = useDebounce(asked, { wait: QUIET });
  const { data, loading, error, refresh } = useRequest(
    async () => ({
      of: rested,
      answer: await api.post<PreviewAnswer>('communityLifecycle:preview', {
        rules: (JSON.parse(rested ?? '[]') as StageRuleDraft[]).map(draftOf),
      }),
    }),
    { ready: rested !== null, refreshDeps: [rested], onError: () => undefined },
  );
  return {
    preview: data?.answer,
    /** Whether the answer is not that of the rules as they stand. */
    outdated: data !== undefined && data.of !== asked,
    loading: loading || (asked !== null && asked !== rested),
    error,
    retry: refresh,
  };
}

export type RulePreview = ReturnType<typeof usePreview>;
