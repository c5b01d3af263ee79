import { Button, Empty, Popconfirm, Table, Tag, type TableColumnsType } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import { useMoment } from '../../moments';
import type { Merge } from './people';

export interface MergesTableProps {
  merges: Merge[];
  loading: boolean;
  onSeparate(merge: Merge): Promise<void>;
}

/** What was put together, the latest first. */
export function MergesTable({ merges, loading, onSeparate }: MergesTableProps): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const columns: TableColumnsType<Merge> = [
    { title: t('Kept'), render: (_, row) => `${row.keptName ?? ''} #${row.keptId}` },
    { title: t('Added to it'), render: (_, row) => `${row.absorbedName ?? ''} #${row.absorbedId}` },
    {
      title: t('State'),
      render: (_, { state }) => {
        if (state === 'merged') return <Tag color="green">{t('Merged')}</Tag>;
        return state === 'separated' ? <Tag>{t('Undone')}</Tag> : <Tag color="processing">{t('In progress')}</Tag>;
      },
    },
    { title: t('When'), render: (_, row) => moment(row.separatedAt ?? row.mergedAt) },
    { title: t('By'), render: (_, row) => row.by ?? '–' },
    {
      key: 'actions',
      render: (_, row) =>
        row.state === 'merged' && (
          <Popconfirm
            title={t('Take them apart again?')}
            description={t('Each account gets back what it did, before the merge and since.')}
            okText={t('Undo the merge')}
            cancelText={t('Cancel')}
            onConfirm={() => onSeparate(row)}
          >
            <Button size="small">{t('Undo')}</Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <Table
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={merges}
      loading={loading}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('Nobody has been merged.')} /> }}
    />
  );
}
