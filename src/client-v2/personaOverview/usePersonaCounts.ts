import { useRequest } from 'ahooks';
import type { LibraryEntry } from '../../common/ruleLibrary';
import { useApi } from '../api/useApi';
import { useMemberPage } from '../memberList/useMemberPage';
import { personasOf } from './personas';

/** Whom personas are given to: bots and the own team carry none. */
export const PEOPLE = { $and: [{ isBot: { $isFalsy: true } }, { isTeam: { $isFalsy: true } }] };

/** Members by persona, and all whom personas are given to, within the reader's scope. */
export function usePersonaCounts() {
  const api = useApi();
  const { data, loading, error, refresh } = useRequest(
    async () => personasOf(await api.get<LibraryEntry[]>('communityRuleLibrary:list')),
    { onError: () => undefined },
  );
  const everybody = useMemberPage(PEOPLE, 1, 1, 'id');
  return {
    personas: data,
    /** Undefined until it is known. */
    total: everybody.answer?.total,
    loading: loading || everybody.loading,
    error,
    reload: () => {
      refresh();
      everybody.reload();
    },
  };
}
