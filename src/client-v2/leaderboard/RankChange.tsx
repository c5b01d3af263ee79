import { ArrowDownOutlined, ArrowUpOutlined, MinusOutlined } from '@ant-design/icons';
import { Typography } from 'antd';
import React from 'react';
import { ColourTag } from '../blocks/ColourTag';
import type { LeaderboardRow } from '../../common/leaderboard';
import { useT } from '../locale';

/** How many places a member went up or down since the period before; nothing where there is none. */
export function RankChange({ row: { rank, previous } }: { row: LeaderboardRow }): React.ReactElement | null {
  const t = useT();
  if (!previous) return null;
  if (previous.rank === null) {
    return (
      <ColourTag color="blue" bordered={false} style={{ marginInlineEnd: 0 }}>
        {t('New entry')}
      </ColourTag>
    );
  }
  const places = previous.rank - rank;
  if (places === 0) {
    return (
      <Typography.Text type="secondary" aria-label={t('The same place as before')}>
        <MinusOutlined />
      </Typography.Text>
    );
  }
  const up = places > 0;
  return (
    <Typography.Text
      type={up ? 'success' : 'danger'}
      style={{ whiteSpace: 'nowrap' }}
      aria-label={
        up
          ? t('Up by {{count}}, from place {{rank}}', { count: places, rank: previous.rank })
          : t('Down by {{count}}, from place {{rank}}', { count: -places, rank: previous.rank })
      }
    >
      {up ? <ArrowUpOutlined /> : <ArrowDownOutlined />} {Math.abs(places)}
    </Typography.Text>
  );
}
