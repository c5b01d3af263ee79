import { useEventListener, useRequest } from 'ahooks';
import { useCallback, useMemo, useState } from 'react';
import type { StageRuleDraft } from '../../../common/lifecycle';
import { useApi } from '../../api/useApi';
import { isWithin, refusedPlace, type Problem } from '../../conditions';
import { draftOf, editedOf, fingerprint, type EditedRule, type RulesAnswer } from './rules';

/** The rules on the page: the server's until they are changed, then a draft that only "Save" hands over. */
export function useRuleDraft() {
  const api = useApi();
  const [draft, setDraft] = useState<EditedRule[] | null>(null);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const { data, error, refreshAsync } = useRequest(() => api.get<RulesAnswer>('communityLifecycle:rules'), {
    onError: () => undefined,
  });
  const stored = useMemo(() => data?.rules.map(editedOf) ?? [], [data]);
  const rules = draft ?? stored;
  const dirty = draft !== null && fingerprint(draft) !== fingerprint(stored);

  useEventListener('beforeunload', (event: BeforeUnloadEvent) => {
    if (dirty) event.preventDefault();
  });

  const change = useCallback((next: EditedRule[]) => {
    setDraft(next);
    setFailure(null);
    setRefused(null);
  }, []);
  const discard = useCallback(() => {
    setDraft(null);
    setFailure(null);
    setRefused(null);
  }, []);

  /** Runs a change on the server, then shows what it keeps; the draft stays when it is refused. */
  const commit = useCallback(
    async (action: string, body: object): Promise<boolean> => {
      setSaving(true);
      setFailure(null);
      setRefused(null);
      try {
        await api.post(`communityLifecycle:${action}`, body);
        await refreshAsync().catch(() => undefined);
        setDraft(null);
        return true;
      } catch (reason) {
        setFailure(reason);
        setRefused(refusedPlace(reason));
        return false;
      } finally {
        setSaving(false);
      }
    },
    [api, refreshAsync],
  );

  return {
    /** Undefined until the first answer. */
    stages: data?.stages,
    rules,
    stored,
    dirty,
    loadError: data ? undefined : error,
    reload: () => void refreshAsync().catch(() => undefined),
    change,
    discard,
    saving,
    failure,
    /** The place the server refused; gone with the next change. */
    refused: useMemo(() => (refused && isWithin(refused.path, 'rules') ? [refused] : []), [refused]),
    save: () => commit('saveRules', { rules: rules.map(draftOf), revision: data?.revision }),
    reset: () => commit('resetRules', {}),
    /** Takes over rules of a file as a draft; rules that exist keep their version. */
    takeOver: (drafts: StageRuleDraft[]) =>
      change(
        drafts.map((rule) => ({
          ...draftOf(rule),
          version: stored.find(({ key }) => key === rule.key)?.version ?? null,
        })),
      ),
  };
}

export type RuleDraft = ReturnType<typeof useRuleDraft>;
