import { Flex, Progress, Table, Typography, type TableColumnsType } from 'antd';
import React from 'react';
import type { SegmentComparison } from '../../common/segments';
import { LabelTag } from '../fields/LabelTag';
import { ScoreBar } from '../fields/ScoreBar';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import type { ComparedSegment } from './parts';

/** Size, mean score and activity of the segments side by side. */
export function FiguresTable({ segments }: { segments: ComparedSegment[] }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const most = Math.max(1, ...segments.map(({ size }) => size));
  const share = (value: number | null) => (value === null ? '–' : numbers.percent(value));
  const columns: TableColumnsType<ComparedSegment> = [
    {
      title: t('Segment'),
      render: (_, { key, title, color }) => <LabelTag title={title} color={color} labelKey={key} />,
    },
    {
      title: t('Members'),
      width: 200,
      render: (_, { size }) => (
        <Flex align="center" gap="small">
          <Progress
            aria-hidden
            percent={(100 * size) / most}
            showInfo={false}
            status="normal"
            size="small"
            style={{ flex: '1 1 60px' }}
          />
          <span style={{ minWidth: 48, textAlign: 'end', fontVariantNumeric: 'tabular-nums' }}>
            {numbers.count(size)}
          </span>
        </Flex>
      ),
    },
    {
      title: t('Mean score'),
      render: (_, { meanScore }) => (meanScore === null ? '–' : <ScoreBar score={meanScore} />),
    },
    { title: t('Active in 7 days'), align: 'right', render: (_, { active7 }) => share(active7) },
    { title: t('Active in 30 days'), align: 'right', render: (_, { active30 }) => share(active30) },
  ];
  return (
    <Table
      rowKey="key"
      size="small"
      aria-label={t('Segments side by side')}
      columns={columns}
      dataSource={segments}
      pagination={false}
      scroll={{ x: 'max-content' }}
    />
  );
}

/** What each two of the segments share, the most alike first. */
export function OverlapTable({ segments, pairs }: SegmentComparison): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const of = (wanted: string) => segments.find(({ key }) => key === wanted);
  const tag = (wanted: string) => <LabelTag title={of(wanted)?.title ?? wanted} color={of(wanted)?.color} />;
  const part = (shared: number, wanted: string) => {
    const size = of(wanted)?.size ?? 0;
    return size > 0 ? numbers.percent(shared / size) : '–';
  };
  const columns: TableColumnsType<SegmentComparison['pairs'][number]> = [
    {
      title: t('Segments'),
      render: (_, { a, b }) => (
        <>
          {tag(a)}
          {tag(b)}
        </>
      ),
    },
    { title: t('Shared members'), align: 'right', render: (_, { shared }) => numbers.count(shared) },
    { title: t('Of the first'), align: 'right', render: (_, { a, shared }) => part(shared, a) },
    { title: t('Of the second'), align: 'right', render: (_, { b, shared }) => part(shared, b) },
    {
      title: t('Alike'),
      width: 160,
      render: (_, { jaccard }) => (
        <Progress
          percent={100 * jaccard}
          status="normal"
          size="small"
          aria-label={t('Alike')}
          format={() => numbers.percent(jaccard)}
        />
      ),
    },
  ];
  return (
    <section aria-label={t('Overlap')}>
      <Typography.Text strong>{t('Overlap')}</Typography.Text>
      <Typography.Paragraph type="secondary" style={{ marginBottom: 8, fontSize: 12 }}>
        {t('Alike: shared members as a part of those who are in one of the two.')}
      </Typography.Paragraph>
      <Table
        rowKey={({ a, b }) => `${a} ${b}`}
        size="small"
        columns={columns}
        dataSource={[...pairs].sort((one, other) => other.jaccard - one.jaccard)}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
    </section>
  );
}
