import { Select } from 'antd';
import React from 'react';
import { useT } from '../locale';
import { useSegments } from './useSegments';

export interface SegmentFilterProps {
  /** Keys. */
  value: readonly string[];
  onChange(keys: string[]): void;
}

/** Narrows the members of a block to those of some segments; nothing where the reader may see none. */
export function SegmentFilter({ value, onChange }: SegmentFilterProps): React.ReactElement | null {
  const t = useT();
  const segments = useSegments();
  if (segments.length === 0 && value.length === 0) return null;
  return (
    <Select<string[]>
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      optionFilterProp="label"
      style={{ minWidth: 150, maxWidth: 320 }}
      popupMatchSelectWidth={false}
      placeholder={t('Segment')}
      aria-label={t('Segment')}
      value={[...value]}
      options={segments}
      onChange={onChange}
    />
  );
}

/** The parameter of our actions; none where nothing is chosen. */
export const segmentParam = (keys: readonly string[]): { segment?: string } =>
  keys.length ? { segment: keys.join(',') } : {};
