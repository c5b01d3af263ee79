import { Flex, Select } from 'antd';
import React from 'react';
import type { Condition, HoursCondition } from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';
import { clock, weekdayName } from '../words';
import { NumberInput } from './NumberInput';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const hours = (first: number) => Array.from({ length: 24 }, (_, i) => ({ value: first + i, label: clock(first + i) }));

export interface HoursLeafProps {
  value: HoursCondition;
  onChange(value: Condition): void;
}

/** How much of what is said falls into certain hours, perhaps of certain weekdays. */
export function HoursLeaf({ value, onChange }: HoursLeafProps): React.ReactElement {
  const { t, language } = useBuilder().words;
  const { from, to, weekdays } = value.hours;
  const changeHours = (change: Partial<HoursCondition['hours']>) => {
    const next = { from, to, weekdays, ...change };
    const some = next.weekdays && next.weekdays.length > 0 && next.weekdays.length < 7;
    onChange({ ...value, hours: { from: next.from, to: next.to, ...(some ? { weekdays: next.weekdays } : {}) } });
  };
  return (
    <Flex wrap gap="small" align="center">
      <span>{t('At least')}</span>
      <NumberInput
        label={t('Share of messages')}
        value={value.share}
        unit="share"
        least={0}
        most={100}
        onChange={(share) => onChange({ ...value, share })}
      />
      <span>{t('of the messages of the last')}</span>
      <NumberInput
        label={t('Days of the period')}
        value={value.window.days}
        unit="days"
        least={1}
        most={3660}
        onChange={(days) => onChange({ ...value, window: { days } })}
      />
      <span>{t('between')}</span>
      <Select
        aria-label={t('From hour')}
        value={from}
        options={hours(0)}
        onChange={(next) => changeHours({ from: next })}
      />
      <span>{t('and')}</span>
      <Select aria-label={t('To hour')} value={to} options={hours(1)} onChange={(next) => changeHours({ to: next })} />
      <Select<number[]>
        mode="multiple"
        allowClear
        aria-label={t('Weekdays')}
        placeholder={t('on every weekday')}
        style={{ minWidth: 180 }}
        value={weekdays ?? []}
        options={WEEKDAYS.map((day) => ({ value: day, label: weekdayName(day, language, 'short') }))}
        onChange={(next) => changeHours({ weekdays: [...next].sort((a, b) => a - b) })}
      />
    </Flex>
  );
}
