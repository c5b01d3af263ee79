import { Button, Empty, Popconfirm, Space, Table, Tag, Tooltip, Typography, type TableColumnsType } from 'antd';
import React from 'react';
import { MAPPING_MESSAGES } from '../../../common/mappingMessages';
import { useT, type Translate } from '../../locale';
import { useLanguage, useMoment } from '../../moments';
import type { Mapping } from './mapping';

const STATUS_COLOURS = { new: 'default', ok: 'success', error: 'error' } as const;
const STATUS_TITLES = { new: 'Not run yet', ok: 'In step', error: 'Error' } as const;
const ERROR_MESSAGES: Record<string, string> = MAPPING_MESSAGES;

export interface MappingTableProps {
  mappings: Mapping[];
  /** Activities of each mapping, by its id. */
  activities: Record<string, number>;
  loading: boolean;
  onRun(mapping: Mapping): void;
  onEdit(mapping: Mapping): void;
  onRemove(mapping: Mapping): Promise<void>;
}

function errorOf({ lastError }: Mapping, t: Translate): string {
  const sentence = ERROR_MESSAGES[lastError?.code ?? ''];
  return sentence ? t(sentence, lastError?.values) : (lastError?.message ?? '');
}

/** The mapped collections with their state. */
export function MappingTable(props: MappingTableProps): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const language = useLanguage();
  const columns: TableColumnsType<Mapping> = [
    {
      title: t('Name'),
      render: (_, row) => (
        <Space direction="vertical" size={0}>
          <span>{row.title}</span>
          <Typography.Text type="secondary">
            {row.collectionName} → {row.kind}
          </Typography.Text>
        </Space>
      ),
    },
    {
      title: t('Status'),
      render: (_, row) => {
        if (!row.enabled) return <Tag>{t('Switched off')}</Tag>;
        const status = row.status ?? 'new';
        return (
          <Tooltip title={status === 'error' ? errorOf(row, t) : undefined}>
            <Tag color={STATUS_COLOURS[status]}>{t(STATUS_TITLES[status])}</Tag>
          </Tooltip>
        );
      },
    },
    {
      title: t('Activities'),
      align: 'right',
      render: (_, row) => (props.activities[String(row.id)] ?? 0).toLocaleString(language),
    },
    {
      title: t('Without a member'),
      align: 'right',
      render: (_, row) => (row.counts?.withoutMember ?? 0).toLocaleString(language),
    },
    { title: t('Last compared'), render: (_, row) => moment(row.lastReconciledAt) },
    {
      key: 'actions',
      render: (_, row) => (
        <Space>
          <Button size="small" onClick={() => props.onRun(row)}>
            {t('Compare now')}
          </Button>
          <Button size="small" onClick={() => props.onEdit(row)}>
            {t('Edit')}
          </Button>
          <Popconfirm
            title={t('Remove this mapping?')}
            description={t('Its activities no longer count. The records themselves stay as they are.')}
            okText={t('Remove')}
            cancelText={t('Cancel')}
            onConfirm={() => props.onRemove(row)}
          >
            <Button size="small" danger>
              {t('Remove')}
            </Button>
          </Popconfirm>
        </Space>
      ),
    },
  ];
  const nothing = <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('No collection is mapped yet.')} />;
  return (
    <Table
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={props.mappings}
      loading={props.loading}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: nothing }}
    />
  );
}
