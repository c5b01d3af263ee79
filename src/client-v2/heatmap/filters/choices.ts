import { useFlowContext } from '@nocobase/flow-engine';
import { useRequest } from 'ahooks';
import { useMemo } from 'react';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { plainTitle } from '../stages';

export interface Choice {
  value: number | string;
  label: string;
}

/** What the member collection's field `persona` may hold; empty where it names nothing. */
export function usePersonas(): Choice[] {
  const t = useT();
  const { dataSourceManager } = useFlowContext();
  return useMemo(() => {
    const field = dataSourceManager?.getCollection('main', 'communityMembers')?.getField('persona');
    return (field?.uiSchema?.enum ?? []).flatMap((option) =>
      typeof option === 'object'
        ? [{ value: option.value, label: t(plainTitle(option.label ?? String(option.value))) }]
        : [],
    );
  }, [dataSourceManager, t]);
}

/** Tags that one list shows. */
const MOST_TAGS = 200;

/** The tags that the reader may see; none where the right is missing. `reload` after one was made. */
export function useTags(): { tags: Choice[]; loading: boolean; reload(): void } {
  const api = useApi();
  const { data, loading, refresh } = useRequest(
    () =>
      api.get<Array<{ id: number | string; title: string | null; key: string }>>('communityTags:list', {
        pageSize: MOST_TAGS,
        sort: 'title',
      }),
    { onError: () => undefined },
  );
  const tags = useMemo(() => (data ?? []).map(({ id, title, key }) => ({ value: id, label: title ?? key })), [data]);
  return { tags, loading, reload: refresh };
}
