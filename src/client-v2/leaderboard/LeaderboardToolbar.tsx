import { DownloadOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, DatePicker, Flex, Select } from 'antd';
import dayjs from 'dayjs';
import React from 'react';
import { RANKED_BY } from '../../common/leaderboard';
import { MemberFilterPicker } from '../blocks/MemberFilterPicker';
import { useDimensions } from '../blocks/useDimensions';
import { lastDays } from '../lifecycle/query';
import { PERIOD_TITLES } from '../lifecycle/settingsForm';
import { useT } from '../locale';
import { OneGroupPicker } from '../retention/OneGroupPicker';
import { LEADERBOARD_DAYS } from './options';
import type { LeaderboardView } from './query';
import { FIGURE_TITLES } from './titles';

export interface LeaderboardToolbarProps {
  view: LeaderboardView;
  loading: boolean;
  exporting: boolean;
  onChange(change: Partial<LeaderboardView>): void;
  onReload(): void;
  onExport(): void;
}

/** Period, group, what counts, whose places, refresh, export. */
export function LeaderboardToolbar(props: LeaderboardToolbarProps): React.ReactElement {
  const { view, loading, exporting, onChange, onReload, onExport } = props;
  const t = useT();
  const presets = LEADERBOARD_DAYS.map((days) => {
    const { from, to } = lastDays(days, new Date());
    return { label: t(PERIOD_TITLES[days]), value: [dayjs(from), dayjs(to)] as [dayjs.Dayjs, dayjs.Dayjs] };
  });
  const dimensions = useDimensions();
  const figures = RANKED_BY[view.board];
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
      <OneGroupPicker value={view.group} style={{ minWidth: 200 }} onChange={(group) => onChange({ group })} />
      {figures.length > 1 && (
        <Select
          aria-label={t('Ranked by')}
          value={view.by}
          style={{ minWidth: 130 }}
          options={figures.map((value) => ({ value, label: t(FIGURE_TITLES[value]) }))}
          onChange={(by) => onChange({ by })}
        />
      )}
      <MemberFilterPicker value={view.members} options={dimensions} onChange={(members) => onChange({ members })} />
      <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('Refresh')} onClick={onReload} />
      <Button icon={<DownloadOutlined />} loading={exporting} onClick={onExport}>
        {t('Export as CSV')}
      </Button>
    </Flex>
  );
}
