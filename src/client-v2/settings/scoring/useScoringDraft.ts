import { useRequest } from 'ahooks';
import { useMemo, useState } from 'react';
import type { ScoringAnswer, ScoringDraft } from '../../../common/scoring';
import { useApi } from '../../api/useApi';
import { useKeptDraft } from '../useKeptDraft';
import { draftOf, fingerprint } from './scoring';

/** What a save answers: the weighting as it is now, and the run that works scores out anew. */
export interface SavedScoring extends ScoringAnswer {
  run?: number | string | null;
}

/** The weighting on the page: the server's until it is changed, then a draft that only "Save" hands over. */
export function useScoringDraft() {
  const api = useApi();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [saved, setSaved] = useState<SavedScoring | null>(null);
  const { data, error, refresh, mutate } = useRequest(() => api.get<ScoringAnswer>('communityScoring:get'), {
    onError: () => undefined,
  });
  const stored = useMemo(() => (data ? draftOf(data) : null), [data]);
  const differs = (one: ScoringDraft) => stored !== null && fingerprint(one) !== fingerprint(stored);
  const [draft, setDraft] = useKeptDraft<ScoringDraft>('scoring', differs);

  const save = async () => {
    if (!draft) return;
    setSaving(true);
    setFailure(null);
    try {
      const answer = await api.post<SavedScoring>('communityScoring:save', draftOf(draft));
      mutate(answer);
      setDraft(null);
      setSaved(answer);
    } catch (reason) {
      setFailure(reason);
    } finally {
      setSaving(false);
    }
  };

  return {
    answer: data,
    draft: draft ?? stored,
    dirty: draft !== null && differs(draft),
    loadError: data ? undefined : error,
    reload: refresh,
    change: (next: ScoringDraft) => {
      setSaved(null);
      setFailure(null);
      setDraft(next);
    },
    discard: () => {
      setFailure(null);
      setDraft(null);
    },
    save,
    saving,
    failure,
    saved,
  };
}
