import { useRequest } from 'ahooks';
import { useApi } from '../api/useApi';

/** What the host answers for a member; fields that the reader's role may not see are missing. */
export interface MemberRecord {
  id: number | string;
  displayName?: string | null;
  stage?: string | null;
  stageSince?: string | null;
  engagementScore?: number | string | null;
  persona?: string | null;
  firstSeenAt?: string | null;
  lastActiveAt?: string | null;
}

/** Fetches a member through the host's permissions. */
export function useMember(memberId: number | string | null) {
  const api = useApi();
  return useRequest(() => api.get<MemberRecord>('communityMembers:get', { filterByTk: memberId }), {
    ready: memberId !== null,
    refreshDeps: [memberId],
    onError: () => undefined,
  });
}
