import { Flex, Select } from 'antd';
import React from 'react';
import type { Condition } from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';

/** A saved segment that the subject must be in. */
export function SegmentLeaf({
  value,
  onChange,
}: {
  value: string;
  onChange(value: Condition): void;
}): React.ReactElement {
  const { t, catalogue } = useBuilder().words;
  return (
    <Flex gap="small" align="center" wrap>
      <span>{t('In the segment')}</span>
      <Select<string>
        showSearch
        aria-label={t('Segment')}
        style={{ minWidth: 240 }}
        placeholder={t('Choose a segment')}
        value={value || undefined}
        optionFilterProp="label"
        options={catalogue.segments.map(({ key, title }) => ({ value: key, label: title }))}
        onChange={(segment) => onChange({ segment })}
      />
    </Flex>
  );
}
