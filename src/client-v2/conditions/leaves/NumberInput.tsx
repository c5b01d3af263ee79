import { InputNumber } from 'antd';
import React from 'react';
import { useBuilder } from '../BuilderContext';
import type { Unit } from '../words';

const UNIT_TITLES: Partial<Record<Unit, string>> = {
  days: 'days',
  weeks: 'weeks',
  minutes: 'min',
  characters: 'characters',
};

export interface NumberInputProps {
  /** NaN or null = empty. */
  value: number | null;
  onChange(value: number): void;
  label: string;
  unit?: Unit;
  suffix?: string;
  least?: number;
  most?: number;
}

/** A number with its unit; shares are typed in percent. Empty is NaN. */
export function NumberInput({
  value,
  onChange,
  label,
  unit,
  suffix,
  least,
  most,
}: NumberInputProps): React.ReactElement {
  const { t } = useBuilder().words;
  const percent = unit === 'share' || unit === 'probability';
  const factor = percent ? 100 : 1;
  const title = unit && UNIT_TITLES[unit];
  const shown = value !== null && Number.isFinite(value) ? Number((value * factor).toFixed(6)) : null;
  return (
    <InputNumber<number>
      aria-label={label}
      style={{ width: suffix ? 120 : title ? 80 : 72 }}
      value={shown}
      min={least}
      max={most}
      suffix={suffix ?? (percent ? '%' : title ? t(title) : undefined)}
      onChange={(next) => onChange(typeof next === 'number' ? next / factor : Number.NaN)}
    />
  );
}
