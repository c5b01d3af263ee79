import { useFlowContext } from '@nocobase/flow-engine';
import { useRequest } from 'ahooks';
import type { ExplainAnswer } from '../../../common/lifecycle';
import type { ScoreExplanation } from '../../../common/scoring';
import { useApi } from '../../api/useApi';

type Id = number | string;

/** Why the member is in its stage; fetched anew for another member. */
export function useExplanation(memberId: Id) {
  const api = useApi();
  return useRequest(() => api.get<ExplainAnswer>('communityLifecycle:explain', { member: memberId }), {
    refreshDeps: [memberId],
    onError: () => undefined,
  });
}

/** The member's score, term by term. */
export function useScoreExplanation(memberId: Id) {
  const api = useApi();
  return useRequest(() => api.get<ScoreExplanation>('communityAnalytics:explainScore', { member: memberId }), {
    refreshDeps: [memberId],
    onError: () => undefined,
  });
}

interface MemberWithRights {
  data: { id: Id } | null;
  meta?: { allowedActions?: { update?: Id[] } };
}

/** Whether the reader may change this member, as the host sees it; true where the host does not say: the server decides. */
export function useMayUpdate(memberId: Id): boolean {
  const { api } = useFlowContext();
  const { data } = useRequest(
    () =>
      api.request<MemberWithRights>({
        url: 'communityMembers:get',
        method: 'get',
        params: { filterByTk: memberId, fields: 'id' },
        headers: { 'X-With-ACL-Meta': 'true' },
        skipNotify: true,
      }),
    { refreshDeps: [memberId], onError: () => undefined },
  );
  if (!data) return false;
  const allowed = data.data.meta?.allowedActions;
  return allowed ? (allowed.update ?? []).some((id) => String(id) === String(memberId)) : true;
}
