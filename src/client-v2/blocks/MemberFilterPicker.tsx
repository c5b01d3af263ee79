import { Button, Flex, Select } from 'antd';
import React from 'react';
import type { Choice } from '../heatmap/filters/choices';
import { useT } from '../locale';
import { DIMENSION_TITLES, DIMENSIONS, EVERYONE, isChosen, type Dimension, type MemberChoice } from './memberChoice';

export interface MemberFilterPickerProps {
  value: MemberChoice;
  options: Record<Dimension, readonly Choice[]>;
  onChange(value: MemberChoice): void;
}

/** Narrows the members of a block by stage, persona, tag and segment. */
export function MemberFilterPicker({ value, options, onChange }: MemberFilterPickerProps): React.ReactElement {
  const t = useT();
  return (
    <Flex wrap gap="small" align="center" role="group" aria-label={t('Members shown')}>
      {DIMENSIONS.filter((name) => options[name].length > 0 || value[name].length > 0).map((name) => (
        <Select<Array<number | string>>
          key={name}
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          optionFilterProp="label"
          style={{ minWidth: 150, maxWidth: 320 }}
          popupMatchSelectWidth={false}
          placeholder={t(DIMENSION_TITLES[name])}
          aria-label={t(DIMENSION_TITLES[name])}
          value={value[name]}
          options={[...options[name]]}
          onChange={(chosen) => onChange({ ...value, [name]: chosen })}
        />
      ))}
      {isChosen(value) && (
        <Button type="link" size="small" onClick={() => onChange(EVERYONE)}>
          {t('Clear filters')}
        </Button>
      )}
    </Flex>
  );
}
