import { useRequest } from 'ahooks';
import {
  THRESHOLD_NAMES,
  type ColdGroupsAnswer,
  type FlowAnswer,
  type InvitableAnswer,
  type OverlapAnswer,
} from '../../common/overlap';
import { useApi } from '../api/useApi';
import { segmentParam } from '../blocks/SegmentFilter';
import { lastDays } from '../lifecycle/query';
import { thresholdParams, type OverlapOptions } from './options';

type Params = Record<string, string | number>;

const chosen = ({ groups, segments }: OverlapOptions): Params => ({
  ...(groups.length ? { groups: groups.join(',') } : {}),
  ...segmentParam(segments),
});

export const overlapParams = (options: OverlapOptions): Params => ({
  members: options.members,
  ...chosen(options),
  ...thresholdParams(options, THRESHOLD_NAMES),
});

export const flowParams = (options: OverlapOptions, days: number): Params => ({
  ...lastDays(days, new Date()),
  ...chosen(options),
});

export const coldParams = (options: OverlapOptions): Params => ({
  members: options.members,
  ...chosen(options),
  ...thresholdParams(options, ['minShared', 'coldPast', 'coldRelated']),
});

/** What is asked of the members whom a group could invite. */
export interface InvitableOf {
  group: number;
  reachableOnly: boolean;
}

export const invitableParams = (options: OverlapOptions, { group, reachableOnly }: InvitableOf): Params => ({
  group,
  members: options.members,
  minShared: options.minShared,
  reachable: reachableOnly ? 'only' : 'any',
  ...segmentParam(options.segments),
});

/** Asks whenever the question changes; the last answer stays until the next is there. */
function useAnswer<T>(action: string, params: Params | null) {
  const api = useApi();
  const { data, loading, error, refresh } = useRequest(
    () => api.get<T>(`communityAnalytics:${action}`, params ?? {}),
    // without a handler the library prints the error although the panel shows it
    { ready: params !== null, refreshDeps: [JSON.stringify(params)], onError: () => undefined },
  );
  return { answer: data, loading, error, reload: refresh };
}

export const useOverlap = (options: OverlapOptions) => useAnswer<OverlapAnswer>('overlap', overlapParams(options));

export const useFlow = (options: OverlapOptions, days: number) =>
  useAnswer<FlowAnswer>('flow', flowParams(options, days));

export const useColdGroups = (options: OverlapOptions) =>
  useAnswer<ColdGroupsAnswer>('coldGroups', coldParams(options));

/** A page of members; nothing while no group is asked for. */
export const useInvitable = (options: OverlapOptions, of: InvitableOf | null, page: number, pageSize: number) =>
  useAnswer<InvitableAnswer>('invitable', of && { ...invitableParams(options, of), page, pageSize });
