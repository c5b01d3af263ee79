import { ReloadOutlined } from '@ant-design/icons';
import { Button, Empty, Flex, Select } from 'antd';
import React, { useEffect, useState } from 'react';
import { ChoiceBar } from '../blocks/ChoiceBar';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { FiguresTable, OverlapTable } from './ComparisonTables';
import { COMPARED_BY, MOST_COMPARED, type ComparedBy, type ComparisonOptions } from './options';
import { BY_TITLES } from './settingsForm';
import { StackedBars } from './StackedBars';
import { useComparison } from './useComparison';

/** The block's content: segments side by side, or what stands in for them. */
export function ComparisonPanel({ options }: { options: ComparisonOptions }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const [chosen, setChosen] = useState<string[]>(options.segments);
  const [by, setBy] = useState<ComparedBy>(options.by);
  // Changed settings replace what the reader chose.
  const asked = options.segments.join(',');
  useEffect(() => setChosen(asked ? asked.split(',') : []), [asked]);
  useEffect(() => setBy(options.by), [options.by]);
  const { segments, keys, comparison, loading, error, reload } = useComparison(chosen);

  if (error) return <BlockError error={error} message={t('The segments could not be loaded.')} onRetry={reload} />;
  if (!segments) return <BlockLoading rows={6} />;
  if (segments.length === 0)
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={t(
          'There is no segment that you may see yet. Add one in the plugin settings "Telegram community", tab Labels and segments.',
        )}
      />
    );
  return (
    <Flex vertical gap="middle" data-testid="community-segment-comparison" aria-busy={loading}>
      <Flex wrap gap="small" align="center">
        <Select<string[]>
          mode="multiple"
          maxCount={MOST_COMPARED}
          optionFilterProp="label"
          aria-label={t('Segments')}
          style={{ flex: '1 1 260px', maxWidth: 720 }}
          value={keys}
          options={segments.map(({ key, title, size }) => ({ value: key, label: `${title} (${numbers.count(size)})` }))}
          onChange={setChosen}
        />
        <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('Refresh')} onClick={reload} />
      </Flex>
      {!comparison ? (
        <BlockLoading rows={6} />
      ) : (
        <>
          <FiguresTable segments={comparison.segments} />
          <Flex vertical gap="small">
            <ChoiceBar<ComparedBy>
              label={t('Members told apart by')}
              style={{ alignSelf: 'flex-start' }}
              value={by}
              options={COMPARED_BY.map((value) => ({ value, label: t(BY_TITLES[value]) }))}
              onChange={setBy}
            />
            <StackedBars segments={comparison.segments} by={by} title={t(BY_TITLES[by])} />
          </Flex>
          {options.showOverlap && comparison.pairs.length > 0 && <OverlapTable {...comparison} />}
        </>
      )}
    </Flex>
  );
}
