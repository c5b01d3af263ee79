import { Empty, Table, Typography, type TableColumnsType } from 'antd';
import React from 'react';
import type { PreviewAnswer } from '../../../common/lifecycle';
import { useT } from '../../locale';
import { useLanguage } from '../../moments';
import type { Stage } from './rules';
import { StageTag } from './StageTag';

type Changes = PreviewAnswer['changes'];

interface Row {
  key: string;
  from: string | null;
  to: string;
  draft: number;
  current: number;
}

/** Both counts of every change that either rule set makes, the largest first. */
export function changeRows(draft: Changes, current: Changes): Row[] {
  const rows = new Map<string, Row>();
  const rowOf = ({ from, to }: Changes[number]): Row => {
    const key = `${from ?? ''}>${to}`;
    const row = rows.get(key) ?? { key, from, to, draft: 0, current: 0 };
    rows.set(key, row);
    return row;
  };
  for (const change of draft) rowOf(change).draft += change.members;
  for (const change of current) rowOf(change).current += change.members;
  return [...rows.values()].sort((a, b) => Math.max(b.draft, b.current) - Math.max(a.draft, a.current));
}

export interface ChangesTableProps {
  changes: Changes;
  /** The same for the rules in force; null leaves the comparison out. */
  current: Changes | null;
  stages: readonly Stage[];
}

/** How many members would go from which stage to which. */
export function ChangesTable({ changes, current, stages }: ChangesTableProps): React.ReactElement {
  const t = useT();
  const language = useLanguage();
  const number = (value: number) => value.toLocaleString(language);
  const columns: TableColumnsType<Row> = [
    { title: t('From'), render: (_, { from }) => <StageTag stage={from} stages={stages} /> },
    { title: t('To'), render: (_, { to }) => <StageTag stage={to} stages={stages} /> },
    { title: current ? t('Draft') : t('Members'), align: 'right', render: (_, { draft }) => number(draft) },
  ];
  if (current)
    columns.push(
      { title: t('In force'), align: 'right', render: (_, row) => number(row.current) },
      {
        title: t('Difference'),
        align: 'right',
        render: (_, row) => {
          const difference = row.draft - row.current;
          if (difference === 0) return <Typography.Text type="secondary">0</Typography.Text>;
          return (
            <Typography.Text strong>{`${difference > 0 ? '+' : '−'}${number(Math.abs(difference))}`}</Typography.Text>
          );
        },
      },
    );
  return (
    <Table
      rowKey="key"
      size="small"
      columns={columns}
      dataSource={changeRows(changes, current ?? [])}
      pagination={{ pageSize: 8, hideOnSinglePage: true, size: 'small' }}
      locale={{
        emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('Nobody would change stage today.')} />,
      }}
    />
  );
}
