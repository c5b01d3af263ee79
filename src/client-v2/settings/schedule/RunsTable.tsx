import { Empty, Progress, Table, Tag, Typography, type TableColumnsType } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import { useLanguage, useMoment } from '../../moments';
import { listCounts } from '../runs/counts';
import { noteText, runErrorText } from '../runs/messages';
import {
  durationText,
  isActive,
  kindTitle,
  percentOf,
  STATE_COLOURS,
  stateTitle,
  stepTitle,
  type Run,
} from '../runs/run';

export interface RunsTableProps {
  runs: Run[];
  loading: boolean;
  /** Milliseconds since 1970, for the duration of what still runs. */
  now: number;
}

/** Recent runs, the latest first. */
export function RunsTable({ runs, loading, now }: RunsTableProps): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const language = useLanguage();
  const result = (run: Run) => {
    if (run.error) return <Typography.Text type="danger">{runErrorText(run.error, t)}</Typography.Text>;
    return listCounts(run.counts, t)
      .map(({ title, value }) => `${title} ${value.toLocaleString(language)}`)
      .join(' · ');
  };
  const columns: TableColumnsType<Run> = [
    { title: '#', dataIndex: 'id', width: 72 },
    { title: t('Run'), width: 140, render: (_, run) => kindTitle(run.kind, t) },
    {
      title: t('State'),
      width: 120,
      render: (_, run) =>
        run.state === 'running' ? (
          <Progress percent={percentOf(run)} size="small" />
        ) : (
          <Tag color={STATE_COLOURS[run.state]}>{stateTitle(run.state, t)}</Tag>
        ),
    },
    { title: t('Started'), width: 190, render: (_, run) => moment(run.startedAt ?? run.createdAt) },
    { title: t('Duration'), width: 100, render: (_, run) => durationText(run, now, t) },
    {
      title: t('Result'),
      render: (_, run) => (
        <>
          {isActive(run) ? stepTitle(run.step, t) : result(run)}
          {(run.notes ?? []).map((note, at) => (
            <div key={at}>
              <Typography.Text type="secondary">{noteText(note, t)}</Typography.Text>
            </div>
          ))}
        </>
      ),
    },
  ];
  return (
    <Table
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={runs}
      loading={loading}
      pagination={false}
      scroll={{ x: 900 }}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('Nothing has run yet.')} /> }}
    />
  );
}
