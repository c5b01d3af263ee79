import { Select } from 'antd';
import React from 'react';
import type { MetricValue } from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';
import { NumberInput } from './NumberInput';

type Window = MetricValue['window'];

/** The days a metric looks at: all of them, or some that end today or earlier. */
export function WindowEditor({
  value,
  onChange,
}: {
  value: Window;
  onChange(value: Window): void;
}): React.ReactElement {
  const { t } = useBuilder().words;
  return (
    <>
      <Select
        aria-label={t('Period')}
        popupMatchSelectWidth={false}
        value={value ? 'days' : 'ever'}
        options={[
          { value: 'days', label: t('in the last') },
          { value: 'ever', label: t('so far') },
        ]}
        onChange={(next) => onChange(next === 'days' ? { days: 30 } : undefined)}
      />
      {value && (
        <NumberInput
          label={t('Days of the period')}
          value={value.days}
          unit="days"
          least={1}
          most={3660}
          onChange={(days) => onChange({ ...value, days })}
        />
      )}
      {value?.endingDaysAgo !== undefined && (
        <>
          <span style={{ lineHeight: '32px' }}>{t('ending')}</span>
          <NumberInput
            label={t('Days ago at which the period ends')}
            value={value.endingDaysAgo}
            suffix={t('days ago')}
            least={0}
            most={3660}
            onChange={(ago) => onChange(ago === 0 ? { days: value.days } : { ...value, endingDaysAgo: ago })}
          />
        </>
      )}
    </>
  );
}
