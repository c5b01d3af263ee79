import { Empty, Tooltip, Typography, theme as antdTheme } from 'antd';
import React from 'react';
import { LEVELS } from '../../../common/names';
import type { CardMembership } from '../../../common/memberCard';
import { levelTitle } from '../../heatmap/cellText';
import { contrast, toCss, type Rgb } from '../../heatmap/colour';
import { FIRST_LEVEL, FIRST_SCORE, TABLE_SIZE } from '../../heatmap/palette';
import { useHeatmapTheme } from '../../heatmap/theme';
import { useT } from '../../locale';
import { useMoment } from '../../moments';
import { useNumbers } from '../../numbers';

const INKS: Rgb[] = [
  [0, 0, 0],
  [255, 255, 255],
];

/** The member's row of the matrix: a cell for each group, painted by score as there, the highest first. */
export function MembershipStrip({ memberships }: { memberships: CardMembership[] }): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const numbers = useNumbers();
  const { token } = antdTheme.useToken();
  const { colours } = useHeatmapTheme('viridis');
  if (memberships.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('In none of the groups that you may see.')} />;
  }
  const paint = ({ score, level }: CardMembership): Rgb =>
    score === null
      ? colours.table[FIRST_LEVEL + LEVELS.indexOf(level)]
      : colours.table[FIRST_SCORE + Math.round((Math.min(100, score) / 100) * (TABLE_SIZE - 1 - FIRST_SCORE))];
  const sentence = (row: CardMembership): string =>
    [
      row.group.title ?? t('Unnamed'),
      ...(row.score === null ? [] : [t('score {{score}}', { score: numbers.decimal(row.score) })]),
      ...(row.score === null ? [] : [levelTitle(LEVELS.indexOf(row.level), t)]),
      t('{{count}} posts', { count: numbers.count(row.posts) }),
      ...(row.lastActiveAt ? [t('last active {{moment}}', { moment: moment(row.lastActiveAt) })] : []),
      ...(row.status === 'left' ? [t('left the group')] : []),
    ].join(', ');
  return (
    <ul
      aria-label={t('Groups of the member')}
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(96px, 1fr))',
        gap: 4,
        margin: 0,
        padding: 0,
        listStyle: 'none',
      }}
    >
      {memberships.map((row) => {
        const fill = paint(row);
        const ink = contrast(fill, INKS[0]) >= contrast(fill, INKS[1]) ? INKS[0] : INKS[1];
        return (
          <li key={row.group.id} style={{ minWidth: 0 }}>
            <Tooltip title={sentence(row)} trigger={['hover', 'focus']}>
              <div
                tabIndex={0}
                role="img"
                aria-label={sentence(row)}
                style={{
                  background: toCss(fill),
                  color: toCss(ink),
                  borderRadius: token.borderRadiusSM,
                  padding: '4px 6px',
                  textAlign: 'center',
                  fontVariantNumeric: 'tabular-nums',
                  outlineOffset: 1,
                }}
              >
                {row.score === null ? numbers.count(row.posts) : numbers.decimal(row.score)}
              </div>
            </Tooltip>
            <Typography.Text
              type="secondary"
              ellipsis
              delete={row.status === 'left'}
              style={{ display: 'block', fontSize: 12, textAlign: 'center' }}
            >
              {row.group.title ?? t('Unnamed')}
            </Typography.Text>
          </li>
        );
      })}
    </ul>
  );
}
