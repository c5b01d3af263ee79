import { Radio } from 'antd';
import React from 'react';

export interface ChoiceBarProps<T extends string> {
  /** What is chosen here, for screen readers. */
  label: string;
  value: T;
  options: ReadonlyArray<{ value: T; label: string }>;
  size?: 'small' | 'middle';
  style?: React.CSSProperties;
  onChange(value: T): void;
}

/** One of a few, side by side. Radio buttons, as antd's `Segmented` marks its items in a way that screen readers refuse. */
export function ChoiceBar<T extends string>(props: ChoiceBarProps<T>): React.ReactElement {
  const { label, value, options, size = 'middle', style, onChange } = props;
  return (
    <Radio.Group
      size={size}
      style={{ whiteSpace: 'nowrap', ...style }}
      value={value}
      aria-label={label}
      onChange={({ target }) => onChange(target.value as T)}
    >
      {options.map((option) => (
        <Radio.Button key={option.value} value={option.value}>
          {option.label}
        </Radio.Button>
      ))}
    </Radio.Group>
  );
}
