import { ReloadOutlined } from '@ant-design/icons';
import { Button, Empty, Flex, Select, Typography } from 'antd';
import React, { useEffect, useState } from 'react';
import { RETENTION_BASES } from '../../common/retention';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { SegmentFilter } from '../blocks/SegmentFilter';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { CohortTable } from './CohortTable';
import { MovementSection } from './MovementSection';
import { OneGroupPicker } from './OneGroupPicker';
import { WEEK_COUNTS, type RetentionOptions } from './options';
import { BASIS_TITLES, WEEKS_TITLES } from './settingsForm';
import { useRetention, type RetentionView } from './useRetention';

/** The block's content: what makes a member new, weeks, group; cohorts and movement, or what stands in for them. */
export function RetentionPanel({ options }: { options: RetentionOptions }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const { basis, weeks, group } = options;
  const [view, setView] = useState<RetentionView>({ basis, weeks, group, segments: [] });
  // Changed settings replace what the reader chose.
  useEffect(() => setView((before) => ({ ...before, basis, weeks, group })), [basis, weeks, group]);
  const { answer, loading, error, reload } = useRetention(view);
  const change = (part: Partial<RetentionView>) => setView((before) => ({ ...before, ...part }));
  const assumed = answer?.cohorts.reduce((sum, cohort) => sum + cohort.assumed, 0) ?? 0;

  const content = () => {
    if (error) return <BlockError error={error} message={t('The retention could not be loaded.')} onRetry={reload} />;
    if (!answer) return <BlockLoading rows={8} />;
    const silent = answer.weeks.every(({ active, dormant }) => active + dormant === 0);
    if (silent && answer.cohorts.length === 0) {
      return (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t('Nobody was new or active in these weeks. Choose a longer period or another group.')}
        />
      );
    }
    return (
      <>
        {options.showCohorts && (
          <section aria-label={t('Cohorts')}>
            <Typography.Text strong>{t('Cohorts')}</Typography.Text>
            <Typography.Paragraph type="secondary" style={{ marginBottom: 8, fontSize: 12 }}>
              {t('Share of the members who were new in a week and gave a sign of life so many weeks later.')}
              {assumed > 0 &&
                ` ${t('For {{count}} of them the join was not seen; they count from when they were first seen.', { count: numbers.count(assumed) })}`}
            </Typography.Paragraph>
            {answer.cohorts.length > 0 ? (
              <CohortTable answer={answer} />
            ) : (
              <Typography.Text type="secondary">{t('Nobody was new in these weeks.')}</Typography.Text>
            )}
          </section>
        )}
        {options.showMovement && <MovementSection answer={answer} />}
      </>
    );
  };

  return (
    <Flex vertical gap="middle" data-testid="community-retention">
      <Flex wrap gap="small" align="center">
        <Select
          aria-label={t('New by')}
          value={view.basis}
          style={{ minWidth: 170 }}
          options={RETENTION_BASES.map((value) => ({
            value,
            label: t('New: {{basis}}', { basis: t(BASIS_TITLES[value]) }),
          }))}
          onChange={(value) => change({ basis: value })}
        />
        <Select
          aria-label={t('Period')}
          value={view.weeks}
          style={{ minWidth: 110 }}
          options={[...new Set([...WEEK_COUNTS, view.weeks])]
            .sort((a, b) => a - b)
            .map((value) => ({ value, label: t(WEEKS_TITLES[value] ?? String(value)) }))}
          onChange={(value) => change({ weeks: value })}
        />
        <OneGroupPicker value={view.group} style={{ minWidth: 220 }} onChange={(value) => change({ group: value })} />
        <SegmentFilter value={view.segments} onChange={(segments) => change({ segments })} />
        <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('Refresh')} onClick={reload} />
      </Flex>
      {content()}
    </Flex>
  );
}
