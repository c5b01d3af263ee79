import { useRequest } from 'ahooks';
import { Select } from 'antd';
import React, { useState } from 'react';
import { useApi } from '../api/useApi';
import { useT } from '../locale';

type Id = number | string;

export interface GroupsPickerProps {
  value?: Id[];
  onChange?(groups: Id[]): void;
}

interface Group {
  id: Id;
  title: string | null;
}

/** Chooses groups by title, searched on the server; none chosen = all. */
export function GroupsPicker({ value = [], onChange }: GroupsPickerProps): React.ReactElement {
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
  // those chosen may not be among those found
  const chosen = useRequest(
    () => api.get<Group[]>('communityGroups:list', { paginate: false, filter: JSON.stringify({ id: { $in: value } }) }),
    { ready: value.length > 0, refreshDeps: [value.join(',')], onError: () => undefined },
  );
  const groups = new Map([...(chosen.data ?? []), ...(found.data ?? [])].map(({ id, title }) => [String(id), title]));
  return (
    <Select
      mode="multiple"
      allowClear
      showSearch
      filterOption={false}
      aria-label={t('Groups')}
      loading={found.loading}
      value={value.map(String)}
      placeholder={t('All groups')}
      options={[...groups].map(([id, title]) => ({ value: id, label: title ?? `#${id}` }))}
      onSearch={setSearch}
      onChange={(ids: string[]) => onChange?.(ids.map(Number))}
    />
  );
}
