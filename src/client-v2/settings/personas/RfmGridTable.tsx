import { Empty, theme, Typography } from 'antd';
import React from 'react';
import type { RfmGrid } from '../../../common/rfm';
import { useChartTheme } from '../../blocks/chartTheme';
import { useT } from '../../locale';
import { useMoment } from '../../moments';
import { useNumbers } from '../../numbers';

const QUINTILES = [5, 4, 3, 2, 1];

/** Members by recency (down) and frequency (across), the best at the top right. */
export function RfmGridTable({ grid }: { grid: RfmGrid }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const moment = useMoment();
  const chart = useChartTheme();
  const { token } = theme.useToken();
  if (grid.computedAt === null || grid.cells.length === 0)
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={t('Recency and frequency are worked out by the next run.')}
      />
    );
  const cellOf = (recency: number, frequency: number) =>
    grid.cells.find((cell) => cell.recency === recency && cell.frequency === frequency);
  const most = Math.max(...grid.cells.map(({ members }) => members));
  const heading: React.CSSProperties = { fontWeight: 400, color: token.colorTextSecondary, padding: 4 };
  return (
    <div data-testid="rfm-grid">
      <table style={{ width: '100%', tableLayout: 'fixed', borderCollapse: 'separate', borderSpacing: 2 }}>
        <caption style={{ captionSide: 'top', textAlign: 'start' }}>
          <Typography.Text strong>{t('Members by recency (rows) and frequency (columns)')}</Typography.Text>
        </caption>
        <thead>
          <tr>
            <th style={heading} aria-label={t('Recency')} />
            {[...QUINTILES].reverse().map((frequency) => (
              <th key={frequency} scope="col" style={heading}>
                {t('F{{quintile}}', { quintile: frequency })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {QUINTILES.map((recency) => (
            <tr key={recency}>
              <th scope="row" style={heading}>
                {t('R{{quintile}}', { quintile: recency })}
              </th>
              {[...QUINTILES].reverse().map((frequency) => {
                const cell = cellOf(recency, frequency);
                const share = cell ? cell.members / most : 0;
                return (
                  <td
                    key={frequency}
                    title={cell && t('Money: {{monetary}} of 5', { monetary: numbers.decimal(cell.monetary) })}
                    style={{
                      textAlign: 'center',
                      padding: 6,
                      borderRadius: token.borderRadiusSM,
                      background: cell
                        ? `color-mix(in srgb, ${chart.colour('blue')} ${Math.round(10 + 45 * share)}%, ${chart.background})`
                        : token.colorFillQuaternary,
                    }}
                  >
                    {cell ? numbers.count(cell.members) : '–'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Typography.Text type="secondary">
        {t('5 is the best fifth. Money is taken from {{basis}}. As of {{moment}}.', {
          basis: grid.monetary === 'purchases' ? t('purchases') : t('the engagement score'),
          moment: moment(grid.computedAt),
        })}
      </Typography.Text>
    </div>
  );
}
