import { Select } from 'antd';
import React, { useMemo, useState } from 'react';
import { useT } from '../../locale';
import { timeZoneOptions, withTyped } from './timeZones';

export interface TimeZoneSelectProps {
  id?: string;
  value?: string;
  onChange?(zone: string | undefined): void;
}

/** A searchable list of all time zones; a fixed offset can be typed. */
export function TimeZoneSelect({ id, value, onChange }: TimeZoneSelectProps): React.ReactElement {
  const t = useT();
  const [typed, setTyped] = useState('');
  const zones = useMemo(() => timeZoneOptions(Date.now()), []);
  return (
    <Select
      id={id}
      showSearch
      allowClear
      value={value}
      placeholder={t('Not stated: the community’s own')}
      optionFilterProp="label"
      options={withTyped(zones, typed)}
      onSearch={setTyped}
      onChange={onChange}
    />
  );
}
