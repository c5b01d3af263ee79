import { Empty, Flex, Skeleton, Table, Tooltip, Typography, type TableColumnsType } from 'antd';
import { QuestionCircleOutlined } from '@ant-design/icons';
import React, { lazy, Suspense } from 'react';
import type { BacktestResult } from '../../../common/lifecycle';
import { useT, type Translate } from '../../locale';
import { useLanguage } from '../../moments';
import { backtestRows, type BacktestRow } from './backtestRows';
import type { Stage } from './rules';

/** The chart library is large: it is fetched when there is something to draw. */
const StageSizesChart = lazy(() => import('./StageSizesChart'));

export interface BacktestReportProps {
  result: BacktestResult;
  stages: readonly Stage[];
}

/** Stage sizes over the past as lines, and how good both rule sets are in numbers. */
export function BacktestReport({ result, stages }: BacktestReportProps): React.ReactElement {
  const t = useT();
  const language = useLanguage();
  if (result.dates.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('There is no past to look at yet.')} />;
  const highest = Math.max(
    ...[result.draft, result.current].flatMap(({ sizes }) => Object.values(sizes).flatMap((counts) => counts)),
    1,
  );
  const chart = (title: string, series: BacktestResult['draft']) => (
    <div style={{ flex: 1, minWidth: 360 }}>
      <Typography.Text strong>{title}</Typography.Text>
      <Suspense fallback={<Skeleton.Node active style={{ width: '100%', height: 260 }} />}>
        <StageSizesChart dates={result.dates} sizes={series.sizes} stages={stages} highest={highest} />
      </Suspense>
    </div>
  );
  return (
    <Flex vertical gap="middle">
      <Flex wrap gap="large">
        {chart(t('Members per stage with the draft'), result.draft)}
        {chart(t('Members per stage with the rules in force'), result.current)}
      </Flex>
      <Table
        rowKey="name"
        size="small"
        columns={columnsOf(t)}
        dataSource={backtestRows(result, t, language)}
        pagination={false}
        style={{ maxWidth: 760 }}
      />
    </Flex>
  );
}

const columnsOf = (t: Translate): TableColumnsType<BacktestRow> => [
  {
    title: t('Measure'),
    render: (_, { title, explanation }) => (
      <>
        {title}{' '}
        <Tooltip title={explanation}>
          <QuestionCircleOutlined tabIndex={0} aria-label={explanation} style={{ opacity: 0.6 }} />
        </Tooltip>
      </>
    ),
  },
  {
    title: t('Draft'),
    align: 'right',
    render: (_, { draft, better }) => <Typography.Text strong={better === 'draft'}>{draft}</Typography.Text>,
  },
  {
    title: t('In force'),
    align: 'right',
    render: (_, { current, better }) => <Typography.Text strong={better === 'current'}>{current}</Typography.Text>,
  },
];
