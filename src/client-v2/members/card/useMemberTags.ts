import { useRequest } from 'ahooks';
import { useState } from 'react';
import { useApi } from '../../api/useApi';

export interface MemberTag {
  id: number | string;
  title?: string | null;
  key?: string | null;
  color?: string | null;
}

/** Tags of a member and all that there are, both through the host's permissions, and how to put one on or take it off. */
export function useMemberTags(memberId: number | string) {
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const own = useRequest(
    async () =>
      (await api.get<{ tags?: MemberTag[] } | null>('communityMembers:get', { filterByTk: memberId, appends: 'tags' }))
        ?.tags ?? [],
    { refreshDeps: [memberId], onError: () => undefined },
  );
  const all = useRequest(() => api.get<MemberTag[]>('communityTags:list', { sort: 'title', paginate: false }), {
    onError: () => undefined,
  });
  const change = async (action: 'add' | 'remove', tag: MemberTag['id']): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await api.post(`communityMembers/${memberId}/tags:${action}`, [tag]);
      await own.refreshAsync();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { tags: own.data, error: own.error, reload: own.refresh, all: all.data ?? [], busy, failure, change };
}
