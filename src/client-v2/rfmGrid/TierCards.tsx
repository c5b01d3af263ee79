import { Button, Typography, theme as antdTheme } from 'antd';
import React from 'react';
import { tierTitle } from '../../common/labelTitles';
import { TIER_COLOURS, type RfmGrid, type RfmSettings, type RfmTier } from '../../common/rfm';
import { useChartTheme } from '../blocks/chartTheme';
import { TierTag } from '../fields/TierTagFieldModel';
import { useT, type Translate } from '../locale';
import { useNumbers } from '../numbers';
import { useReader } from '../titles';

/** What a tier asks for, with the limits in force. */
function ruleOf(tier: RfmTier, settings: RfmSettings, t: Translate): string {
  const { activeWithinDays, interactionsPerDay, silentDays, churnedDays } = settings;
  switch (tier) {
    case 'high_value':
      return t('Active within {{days}} days, and at least {{count}} interactions a day', {
        days: activeWithinDays,
        count: interactionsPerDay,
      });
    case 'silent':
      return t('{{days}} days without a post', { days: silentDays });
    case 'churned':
      return t('{{days}} days without a sign of life', { days: churnedDays });
    case 'potential':
      return t('Everybody else');
  }
}

export interface TierCardsProps {
  grid: RfmGrid;
  onOpen(tier: RfmTier, title: string): void;
}

/** The tiers of value side by side: members, their share, and what decides. */
export function TierCards({ grid, onOpen }: TierCardsProps): React.ReactElement {
  const t = useT();
  const reader = useReader();
  const numbers = useNumbers();
  const chart = useChartTheme();
  const { token } = antdTheme.useToken();
  const all = grid.tiers.reduce((sum, { members }) => sum + members, 0);
  return (
    <div
      role="list"
      aria-label={t('Value tiers')}
      style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))' }}
    >
      {grid.tiers.map(({ key, members }) => (
        <div
          role="listitem"
          key={key}
          data-tier={key}
          style={{
            border: `1px solid ${token.colorBorderSecondary}`,
            borderTop: `3px solid ${chart.colour(TIER_COLOURS[key])}`,
            borderRadius: token.borderRadius,
            padding: '8px 12px',
          }}
        >
          <TierTag tier={key} />
          <div>
            <Button
              type="text"
              disabled={members === 0}
              aria-label={t('{{title}}: {{count}} members', {
                title: tierTitle(reader, key, key),
                count: numbers.count(members),
              })}
              onClick={() => onOpen(key, tierTitle(reader, key, key))}
              style={{ fontSize: 22, height: 36, fontWeight: 600, padding: '0 6px', marginInlineStart: -6 }}
            >
              {numbers.count(members)}
            </Button>
            <Typography.Text type="secondary">{all > 0 && numbers.percent(members / all)}</Typography.Text>
          </div>
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {ruleOf(key, grid.settings, t)}
          </Typography.Text>
        </div>
      ))}
    </div>
  );
}
