import { useRequest } from 'ahooks';
import type { LifecycleAnswer, LifecycleMembersAnswer } from '../../common/lifecycleBlock';
import { useApi } from '../api/useApi';
import { lifecycleParams, membersParams, type LifecycleView, type MembersOf } from './query';

/** Fetches the block's numbers whenever the view asks for others; the last answer stays until the next is there. */
export function useLifecycle(view: LifecycleView) {
  const api = useApi();
  const params = lifecycleParams(view);
  const { data, loading, error, refresh } = useRequest(
    () => api.get<LifecycleAnswer>('communityAnalytics:lifecycle', params),
    // Without a handler the library prints the error although the panel shows it.
    { refreshDeps: [JSON.stringify(params)], onError: () => undefined },
  );
  return { answer: data, loading, error, reload: refresh };
}

/** Fetches a page of the members behind a number; nothing while nobody is asked for. */
export function useLifecycleMembers(view: LifecycleView, of: MembersOf | null, page: number, pageSize: number) {
  const api = useApi();
  const params = of && { ...membersParams(view, of), page, pageSize };
  const { data, loading, error, refresh } = useRequest(
    () => api.get<LifecycleMembersAnswer>('communityAnalytics:lifecycleMembers', params ?? {}),
    { ready: params !== null, refreshDeps: [JSON.stringify(params)], onError: () => undefined },
  );
  return { answer: data, loading, error, reload: refresh };
}
