import { Select } from 'antd';
import React from 'react';
import { useT } from '../locale';
import { useGroupChoices } from './useChoices';

export interface GroupSelectProps {
  id?: string;
  value?: number[];
  onChange?(ids: number[]): void;
}

/** Groups, searched by title on the server: there may be thousands. */
export function GroupSelect({ id, value = [], onChange }: GroupSelectProps): React.ReactElement {
  const t = useT();
  const { groups, loading, search } = useGroupChoices(value);
  return (
    <Select
      id={id}
      mode="multiple"
      allowClear
      showSearch
      filterOption={false}
      loading={loading}
      value={value}
      placeholder={t('All groups')}
      options={groups.map((group) => ({ value: group.id, label: group.title ?? `#${group.id}` }))}
      onSearch={search}
      onChange={onChange}
    />
  );
}
