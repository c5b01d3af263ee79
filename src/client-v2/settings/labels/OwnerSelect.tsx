import { useRequest } from 'ahooks';
import { Select } from 'antd';
import React, { useState } from 'react';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';

export interface Owner {
  id: number;
  name: string;
}

interface User {
  id: number;
  nickname?: string | null;
  username?: string | null;
}

export interface OwnerSelectProps {
  value: Owner | null;
  onChange(owner: Owner | null): void;
}

/** Who looks after a label, among the users of the host. */
export function OwnerSelect({ value, onChange }: OwnerSelectProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [search, setSearch] = useState('');
  const { data, loading } = useRequest(
    () =>
      api.get<User[]>('users:list', {
        pageSize: 20,
        fields: ['id', 'nickname', 'username'],
        filter: JSON.stringify(
          search ? { $or: [{ nickname: { $includes: search } }, { username: { $includes: search } }] } : {},
        ),
      }),
    { refreshDeps: [search], debounceWait: 300, onError: () => undefined },
  );
  const found = (data ?? []).map(({ id, nickname, username }) => ({ id, name: nickname || username || `#${id}` }));
  const options = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <Select<number>
      showSearch
      allowClear
      aria-label={t('Owner')}
      placeholder={t('Nobody')}
      value={value?.id}
      loading={loading}
      filterOption={false}
      onSearch={setSearch}
      notFoundContent={t('Nobody found.')}
      options={options.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => onChange(options.find((owner) => owner.id === id) ?? null)}
    />
  );
}
