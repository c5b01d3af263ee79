import { ReloadOutlined } from '@ant-design/icons';
import { Button, DatePicker, Flex, Select, Typography } from 'antd';
import dayjs from 'dayjs';
import React from 'react';
import { SegmentFilter } from '../blocks/SegmentFilter';
import { useT } from '../locale';
import { useMoment } from '../moments';
import { COUNTED, PERIODS } from './options';
import { lastDays, type LifecycleView } from './query';
import { COUNTED_TITLES, PERIOD_TITLES } from './settingsForm';

export interface LifecycleToolbarProps {
  view: LifecycleView;
  loading: boolean;
  /** Instant of the last run (milliseconds); null = none yet, undefined = not known yet. */
  lastRun: number | null | undefined;
  onChange(change: Partial<LifecycleView>): void;
  onReload(): void;
}

/** Period, which changes count, refresh. */
export function LifecycleToolbar({
  view,
  loading,
  lastRun,
  onChange,
  onReload,
}: LifecycleToolbarProps): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const presets = PERIODS.map((days) => {
    const { from, to } = lastDays(days, new Date());
    return { label: t(PERIOD_TITLES[days]), value: [dayjs(from), dayjs(to)] as [dayjs.Dayjs, dayjs.Dayjs] };
  });
  return (
    <Flex wrap gap="small" align="center">
      <DatePicker.RangePicker
        aria-label={t('Period')}
        allowClear={false}
        presets={presets}
        value={[dayjs(view.from), dayjs(view.to)]}
        onChange={(range) => {
          if (range?.[0] && range[1])
            onChange({ from: range[0].format('YYYY-MM-DD'), to: range[1].format('YYYY-MM-DD') });
        }}
      />
      <Select
        aria-label={t('Changes that count')}
        value={view.counted}
        style={{ minWidth: 210 }}
        options={COUNTED.map((value) => ({ value, label: t(COUNTED_TITLES[value]) }))}
        onChange={(counted) => onChange({ counted })}
      />
      <SegmentFilter value={view.segments} onChange={(segments) => onChange({ segments })} />
      <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('Refresh')} onClick={onReload} />
      {lastRun !== undefined && (
        <Typography.Text type="secondary" style={{ marginInlineStart: 'auto' }}>
          {lastRun === null ? t('No run yet') : t('Stages of {{moment}}', { moment: moment(lastRun) })}
        </Typography.Text>
      )}
    </Flex>
  );
}
