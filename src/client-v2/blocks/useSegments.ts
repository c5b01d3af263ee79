import { useRequest } from 'ahooks';
import { useMemo } from 'react';
import { useApi } from '../api/useApi';

/** Segments that one list shows. */
const MOST_SEGMENTS = 200;

/** The segments that the reader may see, by their keys; none where the right is missing. */
export function useSegments(): Array<{ value: string; label: string }> {
  const api = useApi();
  const { data } = useRequest(
    () =>
      api.get<Array<{ key: string; title: string | null }>>('communitySegments:list', {
        pageSize: MOST_SEGMENTS,
        sort: 'title',
        fields: 'id,key,title',
      }),
    { onError: () => undefined },
  );
  return useMemo(() => (data ?? []).map(({ key, title }) => ({ value: key, label: title || key })), [data]);
}
