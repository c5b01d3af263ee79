import { Select } from 'antd';
import React from 'react';
import { useT } from '../locale';
import { useSegments } from './useSegments';

export interface SegmentPickerProps<V> {
  value?: V | null;
  onChange?(value: V | null): void;
  style?: React.CSSProperties;
}

/** Chooses one segment by its key. */
export function OneSegmentPicker({ value, onChange, style }: SegmentPickerProps<string>): React.ReactElement {
  const t = useT();
  return (
    <Select<string>
      allowClear
      showSearch
      optionFilterProp="label"
      aria-label={t('Segment')}
      placeholder={t('Choose a segment')}
      style={style}
      value={value ?? undefined}
      options={useSegments()}
      onChange={(key: string | undefined) => onChange?.(key ?? null)}
    />
  );
}

/** Chooses some segments by their keys. */
export function SegmentsPicker({
  value,
  onChange,
  style,
  most,
}: SegmentPickerProps<string[]> & { most?: number }): React.ReactElement {
  const t = useT();
  return (
    <Select<string[]>
      mode="multiple"
      allowClear
      maxCount={most}
      optionFilterProp="label"
      aria-label={t('Segments')}
      placeholder={t('Choose segments')}
      style={style}
      value={value ?? []}
      options={useSegments()}
      onChange={(keys) => onChange?.(keys)}
    />
  );
}
