import { useRequest } from 'ahooks';
import { useCallback, useMemo, useState } from 'react';
import type { StageRuleDraft } from '../../../common/lifecycle';
import { useApi } from '../../api/useApi';
import { isWithin, refusedPlace, translatedStages } from '../../conditions';
import { useReader } from '../../titles';
import { useKeptDraft } from '../useKeptDraft';
import { draftOf, editedOf, fingerprint, type EditedRule, type RulesAnswer } from './rules';

interface Draft {
  rules: EditedRule[];
  /** What it is based on: a save is refused when somebody else saved meanwhile. */
  revision: string | undefined;
}

/** The rules on the page: the server's until they are changed, then a draft that only "Save" hands over. */
export function useRuleDraft() {
  const api = useApi();
  const reader = useReader();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { data, error, refreshAsync } = useRequest(() => api.get<RulesAnswer>('communityLifecycle:rules'), {
    onError: () => undefined,
  });
  const stored = useMemo(() => data?.rules.map(editedOf) ?? [], [data]);
  const differs = ({ rules }: Draft) => fingerprint(rules) !== fingerprint(stored);
  const [draft, setDraft] = useKeptDraft<Draft>('rules', differs);
  const rules = draft?.rules ?? stored;

  const change = useCallback(
    (next: EditedRule[]) => {
      setDraft({ rules: next, revision: draft?.revision ?? data?.revision });
      setFailure(null);
    },
    [setDraft, draft, data],
  );
  const discard = useCallback(() => {
    setDraft(null);
    setFailure(null);
  }, [setDraft]);

  /** Runs a change on the server, then shows what it keeps; the draft stays when it is refused. */
  const commit = async (action: string, body: object): Promise<boolean> => {
    setSaving(true);
    setFailure(null);
    try {
      await api.post(`communityLifecycle:${action}`, body);
      await refreshAsync().catch(() => undefined);
      setDraft(null);
      return true;
    } catch (reason) {
      setFailure(reason);
      return false;
    } finally {
      setSaving(false);
    }
  };

  return {
    /** Undefined until the first answer. */
    stages: useMemo(() => data && translatedStages(data.stages, reader), [data, reader]),
    rules,
    stored,
    dirty: draft !== null && differs(draft),
    loadError: data ? undefined : error,
    reload: () => void refreshAsync().catch(() => undefined),
    change,
    discard,
    saving,
    failure,
    /** The place the server refused; gone with the next change. */
    refused: useMemo(() => {
      const place = refusedPlace(failure);
      return place && isWithin(place.path, 'rules') ? [place] : [];
    }, [failure]),
    save: () => commit('saveRules', { rules: rules.map(draftOf), revision: draft?.revision }),
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
