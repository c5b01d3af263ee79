import { Flex, Typography, theme as antdTheme } from 'antd';
import React from 'react';
import { HEALTH_MEASURES, verdictOf, type HealthNumbers, type Thresholds } from '../../common/groupHealth';
import { useT } from '../locale';
import { MeasureNote } from './MeasureNote';
import { MEASURE_NOTES, MEASURE_TITLES, useMeasureText } from './measures';
import { VerdictTag } from './VerdictTag';

export interface MeasureCardsProps {
  now: HealthNumbers;
  before: HealthNumbers;
  thresholds: Thresholds;
}

/** The six measures with their targets and what has changed against the days before. */
export function MeasureCards({ now, before, thresholds }: MeasureCardsProps): React.ReactElement {
  const t = useT();
  const text = useMeasureText();
  const { token } = antdTheme.useToken();
  return (
    <ul
      aria-label={t('Measures')}
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(190px, 1fr))',
        gap: token.marginSM,
        margin: 0,
        padding: 0,
        listStyle: 'none',
      }}
    >
      {HEALTH_MEASURES.map((measure) => {
        const verdict = verdictOf(now[measure], thresholds[measure]);
        const change = text.change(measure, now[measure], before[measure]);
        return (
          <li
            key={measure}
            data-measure={measure}
            style={{
              border: `1px solid ${token.colorBorderSecondary}`,
              borderRadius: token.borderRadiusLG,
              padding: '8px 12px',
            }}
          >
            <Flex justify="space-between" align="center" gap={4}>
              <Typography.Text type="secondary">{t(MEASURE_TITLES[measure])}</Typography.Text>
              <MeasureNote title={t(MEASURE_TITLES[measure])} note={t(MEASURE_NOTES[measure])} />
            </Flex>
            <Flex wrap gap="small" align="center" style={{ margin: '2px 0' }}>
              <span style={{ fontSize: token.fontSizeHeading4, fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
                {text.value(measure, now[measure])}
              </span>
              {verdict && <VerdictTag verdict={verdict} />}
            </Flex>
            <Typography.Text type="secondary" style={{ display: 'block', fontSize: 12 }}>
              {text.target(measure, thresholds[measure])}
            </Typography.Text>
            <Typography.Text type="secondary" style={{ display: 'block', fontSize: 12 }}>
              {change === null ? t('Nothing to compare with') : t('{{change}} against the days before', { change })}
            </Typography.Text>
          </li>
        );
      })}
    </ul>
  );
}
