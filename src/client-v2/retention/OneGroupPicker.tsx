import { useRequest } from 'ahooks';
import { Select } from 'antd';
import React, { useState } from 'react';
import { useApi } from '../api/useApi';
import { useT } from '../locale';

export interface OneGroupPickerProps {
  value?: number | null;
  onChange?(group: number | null): void;
  style?: React.CSSProperties;
}

interface Group {
  id: number | string;
  title: string | null;
}

/** Chooses one group, searched by title on the server; nothing chosen = all of them. */
export function OneGroupPicker({ value, onChange, style }: OneGroupPickerProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [search, setSearch] = useState('');
  const found = useRequest(
    () =>
      api.get<Group[]>('communityGroups:list', {
        pageSize: 50,
        sort: '-posts',
        ...(search ? { filter: JSON.stringify({ title: { $includes: search } }) } : {}),
      }),
    { refreshDeps: [search], debounceWait: 300, onError: () => undefined },
  );
  // the chosen one may not be among those found
  const chosen = useRequest(() => api.get<Group | null>('communityGroups:get', { filterByTk: value }), {
    ready: value != null,
    refreshDeps: [value],
    onError: () => undefined,
  });
  const groups = [...(found.data ?? [])];
  if (value != null && !groups.some(({ id }) => Number(id) === value)) {
    groups.unshift({ id: value, title: chosen.data?.title ?? null });
  }
  return (
    <Select
      allowClear
      showSearch
      filterOption={false}
      aria-label={t('Group')}
      style={style}
      loading={found.loading}
      value={value ?? undefined}
      placeholder={t('All groups')}
      options={groups.map(({ id, title }) => ({ value: Number(id), label: title ?? `#${id}` }))}
      onSearch={setSearch}
      onChange={(group: number | undefined) => onChange?.(group ?? null)}
    />
  );
}
