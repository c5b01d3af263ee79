import { useFlowEngine } from '@nocobase/flow-engine';
import { useRequest } from 'ahooks';

/** What the forms of our nodes and triggers offer. */
export interface Choices {
  connections: Array<{ id: number; name: string; mode: string }>;
  kinds: Array<{ key: string; title: string | null }>;
  stages: Array<{ key: string; title: string | null }>;
  segments?: Array<{ key: string; title: string | null }>;
  tags?: Array<{ key: string; title: string | null }>;
  /** Whether members can be compared with Telegram's. */
  roster: boolean;
}

export interface Choice {
  id: number;
  title: string | null;
}

/** Asks our resource for those who edit workflows. The form stands outside any page, so the engine is asked, not a block. */
function useAsk() {
  const engine = useFlowEngine();
  return async <T>(action: string, params?: Record<string, unknown>): Promise<T> => {
    const url = `communityWorkflow:${action}`;
    const answer = await engine.context.api.request<{ data: T }>({ url, params, skipNotify: true });
    return answer.data.data;
  };
}

export function useChoices() {
  const ask = useAsk();
  const { data, loading, error } = useRequest(() => ask<Choices>('options'), { onError: () => undefined });
  return { choices: data, loading, error };
}

/** Groups by title; the chosen ones are always among them. */
export function useGroupChoices(chosen: number[]) {
  const ask = useAsk();
  const { data, loading, run } = useRequest(
    (search = '') => ask<Choice[]>('groups', { search: search as string, ids: chosen.join(',') }),
    { debounceWait: 250, onError: () => undefined },
  );
  return { groups: data ?? [], loading, search: run };
}
