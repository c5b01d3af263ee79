import { useRequest } from 'ahooks';
import { Select } from 'antd';
import React, { useState } from 'react';
import { useApi } from '../api/useApi';
import { useT } from '../locale';

export interface OneMemberPickerProps {
  value?: number | null;
  onChange?(member: number | null): void;
  style?: React.CSSProperties;
}

interface Member {
  id: number | string;
  displayName?: string | null;
}

/** Chooses one member, searched by name on the server; nothing chosen = all of them. */
export function OneMemberPicker({ value, onChange, style }: OneMemberPickerProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [search, setSearch] = useState('');
  const found = useRequest(
    () =>
      api.get<Member[]>('communityMembers:list', {
        pageSize: 50,
        sort: '-lastActiveAt',
        fields: 'id,displayName',
        ...(search ? { filter: JSON.stringify({ displayName: { $includes: search } }) } : {}),
      }),
    { refreshDeps: [search], debounceWait: 300, onError: () => undefined },
  );
  // the chosen one may not be among those found
  const chosen = useRequest(() => api.get<Member | null>('communityMembers:get', { filterByTk: value }), {
    ready: value != null,
    refreshDeps: [value],
    onError: () => undefined,
  });
  const members = [...(found.data ?? [])];
  if (value != null && !members.some(({ id }) => Number(id) === value)) {
    members.unshift({ id: value, displayName: chosen.data?.displayName ?? null });
  }
  return (
    <Select
      allowClear
      showSearch
      filterOption={false}
      aria-label={t('Member')}
      style={style}
      loading={found.loading}
      value={value ?? undefined}
      placeholder={t('All members')}
      options={members.map(({ id, displayName }) => ({ value: Number(id), label: displayName ?? `#${id}` }))}
      onSearch={setSearch}
      onChange={(member: number | undefined) => onChange?.(member ?? null)}
    />
  );
}
