import { useFlowContext } from '@nocobase/flow-engine';
import { useRequest } from 'ahooks';
import { MEMBERS, type MemberQuery, type MemberRow } from './query';

export interface MemberPage {
  rows: MemberRow[];
  total: number;
}

/**
 * One page of the host's own list of members, with its rights; the last one stays until the next is there.
 *
 * @param version another number asks anew
 */
export function useMemberPage(query: MemberQuery | null, page: number, pageSize: number, sort: string, version = 0) {
  const { api } = useFlowContext();
  const { data, loading, error, refresh } = useRequest(
    async (): Promise<MemberPage> => {
      const answer = await api.request<{ data: MemberRow[]; meta?: { count?: number } }>({
        url: `${MEMBERS}:list`,
        method: 'get',
        skipNotify: true,
        params: { filter: JSON.stringify(query), appends: ['tags'], sort: [sort, 'id'], page, pageSize },
      });
      const { data: rows, meta } = answer.data;
      return { rows, total: meta?.count ?? (page - 1) * pageSize + rows.length };
    },
    {
      ready: query !== null,
      refreshDeps: [JSON.stringify(query), page, pageSize, sort, version],
      onError: () => undefined,
    },
  );
  return { answer: query ? data : undefined, loading, error, reload: refresh };
}
