import { useRequest } from 'ahooks';
import type { LibraryEntry } from '../../common/ruleLibrary';
import { useApi } from '../api/useApi';
import { segmentParam } from '../blocks/SegmentFilter';
import { inSegments, narrowed, type MemberQuery } from '../memberList/query';
import { useMemberPage } from '../memberList/useMemberPage';
import { personasOf } from './personas';

/** Whom personas are given to: bots and the own team carry none. */
export const PEOPLE = { $and: [{ isBot: { $isFalsy: true } }, { isTeam: { $isFalsy: true } }] };

/** The same, of the members of some segments where any are named. */
export const peopleOf = (segments: readonly string[]): MemberQuery =>
  narrowed(PEOPLE, segments.length ? inSegments(segments) : null);

/**
 * Members by persona, and all whom personas are given to, within the reader's scope.
 *
 * @param segments keys; where there are any, only their members count
 */
export function usePersonaCounts(segments: readonly string[]) {
  const api = useApi();
  const { data, loading, error, refresh } = useRequest(
    async () => personasOf(await api.get<LibraryEntry[]>('communityRuleLibrary:list', segmentParam(segments))),
    { refreshDeps: [segments], onError: () => undefined },
  );
  const everybody = useMemberPage(peopleOf(segments), 1, 1, 'id');
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
