import { ReloadOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Select, Typography } from 'antd';
import React, { useEffect, useState } from 'react';
import { useT } from '../locale';
import { useMoment } from '../moments';
import { SORTS } from './options';
import type { HeatmapView } from './query';

const SORT_TITLES: Record<string, string> = {
  '-engagementScore': 'Highest score first',
  '-lastActiveAt': 'Last active first',
  '-firstSeenAt': 'Newest first',
  displayName: 'Name A to Z',
};

/** Wait this long after the last key before asking the server. */
const TYPING_PAUSE = 300;

export interface HeatmapToolbarProps {
  view: HeatmapView;
  loading: boolean;
  /** Moment of the scores (milliseconds); null before the first run, undefined before the first answer. */
  asOf: number | null | undefined;
  onChange(change: Partial<HeatmapView>): void;
  onReload(): void;
}

/** Search, order and refresh. */
export function HeatmapToolbar({ view, loading, asOf, onChange, onReload }: HeatmapToolbarProps): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const [typed, setTyped] = useState(view.search);

  useEffect(() => {
    if (typed === view.search) return undefined;
    const timer = setTimeout(() => onChange({ search: typed }), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [typed, view.search, onChange]);

  const sorts = (SORTS as readonly string[]).includes(view.sort) ? SORTS : [view.sort, ...SORTS];
  return (
    <Flex wrap gap="small" align="center">
      <Input.Search
        allowClear
        value={typed}
        placeholder={t('Search members')}
        aria-label={t('Search members')}
        style={{ width: 220 }}
        onChange={(event) => setTyped(event.target.value)}
        onSearch={(search) => onChange({ search })}
      />
      <Select
        value={view.sort}
        aria-label={t('Order')}
        style={{ minWidth: 180 }}
        options={sorts.map((value) => ({ value, label: t(SORT_TITLES[value] ?? value) }))}
        onChange={(sort) => onChange({ sort })}
      />
      <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('Refresh')} onClick={onReload} />
      {asOf !== undefined && (
        <Typography.Text type="secondary" style={{ marginInlineStart: 'auto' }}>
          {asOf === null ? t('Not scored yet') : t('Scores of {{moment}}', { moment: moment(asOf) })}
        </Typography.Text>
      )}
    </Flex>
  );
}
