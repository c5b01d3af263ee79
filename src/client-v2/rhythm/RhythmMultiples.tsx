import { Empty, Flex, Spin, Typography } from 'antd';
import React, { useMemo } from 'react';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { DIMENSION_TITLES, type Dimension } from '../blocks/memberChoice';
import type { Choice } from '../heatmap/filters/choices';
import type { PaletteName } from '../heatmap/options';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import type { RhythmView } from './query';
import { SmallWeek } from './SmallWeek';
import { MOST_PICTURES, pictured, useRhythms } from './useRhythms';

export interface RhythmMultiplesProps {
  view: RhythmView;
  dimension: Dimension;
  options: readonly Choice[];
  palette: PaletteName;
  /** Another number asks anew. */
  version: number;
}

/** The week of each stage, persona, tag or segment side by side, each coloured by its own busiest hour. */
export function RhythmMultiples(props: RhythmMultiplesProps): React.ReactElement {
  const { view, dimension, options, palette, version } = props;
  const t = useT();
  const numbers = useNumbers();
  const chosen = view.members[dimension];
  const choices = useMemo(() => pictured(chosen, options), [chosen, options]);
  const { rhythms, loading, error, reload } = useRhythms(view, dimension, choices, version);
  if (!choices.length)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('There is nothing to tell apart by yet.')} />;
  if (error) return <BlockError error={error} message={t('The rhythm could not be loaded.')} onRetry={reload} />;
  if (!rhythms) return <BlockLoading rows={7} />;
  return (
    <Spin spinning={loading}>
      <Typography.Paragraph type="secondary" style={{ fontSize: 12 }}>
        {t('Each picture is coloured by its own busiest hour: compare when people write, not how much.')}{' '}
        {!chosen.length &&
          options.length > MOST_PICTURES &&
          t('The first {{most}} are shown; choose others above.', { most: MOST_PICTURES })}
      </Typography.Paragraph>
      <div
        role="list"
        aria-label={t(DIMENSION_TITLES[dimension])}
        style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))' }}
      >
        {rhythms.map(({ value, label, answer }) => (
          <div role="listitem" key={value} data-rhythm={value} style={{ minWidth: 0 }}>
            <Flex justify="space-between" gap="small">
              <Typography.Text strong ellipsis>
                {label}
              </Typography.Text>
              <Typography.Text type="secondary" style={{ whiteSpace: 'nowrap' }}>
                {t('{{count}} messages', { count: numbers.count(answer.total) })}
              </Typography.Text>
            </Flex>
            <SmallWeek title={label} counts={answer.counts} palette={palette} />
          </div>
        ))}
      </div>
    </Spin>
  );
}
