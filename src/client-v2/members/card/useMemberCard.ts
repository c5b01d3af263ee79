import { useRequest } from 'ahooks';
import type { MemberCardAnswer } from '../../../common/memberCard';
import { useApi } from '../../api/useApi';

/** A member's groups, days and stages; fetched anew for another member. */
export function useMemberCard(memberId: number | string | null) {
  const api = useApi();
  return useRequest(() => api.get<MemberCardAnswer>('communityAnalytics:memberCard', { member: memberId }), {
    ready: memberId !== null,
    refreshDeps: [memberId],
    onError: () => undefined,
  });
}
