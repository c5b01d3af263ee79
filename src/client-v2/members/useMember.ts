import { useRequest } from 'ahooks';
import type { Level } from '../../common/names';
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

export interface MembershipRecord {
  id: number | string;
  group?: { id: number | string; title?: string | null } | null;
  role?: string | null;
  status?: string | null;
  posts?: number | null;
  score?: number | string | null;
  level?: Level | null;
  lastActiveAt?: string | null;
}

const LIMIT = 100;

/** Fetches a member and, where the reader may see them, their memberships; both through the host's permissions. */
export function useMember(memberId: number | string | null) {
  const api = useApi();
  const options = { ready: memberId !== null, refreshDeps: [memberId], onError: () => undefined };
  const member = useRequest(() => api.get<MemberRecord>('communityMembers:get', { filterByTk: memberId }), options);
  const memberships = useRequest(
    () =>
      api.get<MembershipRecord[]>('communityMemberships:list', {
        filter: JSON.stringify({ member: { id: memberId } }),
        appends: 'group',
        sort: '-score',
        pageSize: LIMIT,
      }),
    options,
  );
  return { member, memberships };
}
