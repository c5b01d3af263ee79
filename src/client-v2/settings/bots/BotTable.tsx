import { Badge, Button, Empty, Popconfirm, Space, Table, Tag, Tooltip, Typography, type TableColumnsType } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import { useMoment } from '../../moments';
import { botErrorText } from './botErrors';
import type { Connection, Troubles } from './connection';
import { GapTags } from './GapTags';

const STATUS_COLOURS = { ok: 'success', error: 'error', unknown: 'default' } as const;
const STATUS_TITLES = { ok: 'Working', error: 'Error', unknown: 'Not checked yet' } as const;

const MODE_TITLES = { polling: 'Polling', webhook: 'Webhook', paused: 'Paused' } as const;

export interface BotTableProps {
  connections: Connection[];
  troubles: readonly Troubles[];
  loading: boolean;
  onCheck(connection: Connection): void;
  onEdit(connection: Connection): void;
  onFailed(connection: Connection): void;
  onRemove(connection: Connection): Promise<void>;
}

/** The connected bots with their state. */
export function BotTable({
  connections,
  troubles,
  loading,
  onCheck,
  onEdit,
  onFailed,
  onRemove,
}: BotTableProps): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const troublesOf = ({ id }: Connection) => troubles.find(({ connectionId }) => connectionId === Number(id));
  const columns: TableColumnsType<Connection> = [
    {
      title: t('Name'),
      render: (_, row) => (
        <Space direction="vertical" size={0}>
          <span>{row.name}</span>
          <Typography.Text type="secondary">
            {row.botUsername && <span>@{row.botUsername}</span>} <span title={t('Token')}>{row.tokenHint}</span>
          </Typography.Text>
        </Space>
      ),
    },
    {
      title: t('Status'),
      render: (_, row) =>
        row.mode === 'paused' ? (
          <Tag>{t('Paused')}</Tag>
        ) : (
          <Tag color={STATUS_COLOURS[row.status]}>{t(STATUS_TITLES[row.status] ?? STATUS_TITLES.unknown)}</Tag>
        ),
    },
    {
      title: t('Mode'),
      render: (_, row) => <Tooltip title={row.webhookUrl}>{t(MODE_TITLES[row.mode] ?? row.mode)}</Tooltip>,
    },
    { title: t('Last fetched'), render: (_, row) => (row.mode === 'webhook' ? '–' : moment(row.lastPolledAt)) },
    { title: t('Last update'), render: (_, row) => moment(row.lastUpdateAt) },
    { title: t('Gaps'), render: (_, row) => <GapTags {...troublesOf(row)} /> },
    {
      title: t('Last error'),
      render: (_, row) =>
        row.lastError ? (
          <Tooltip title={row.lastError.code}>
            <Typography.Text type="danger">{botErrorText(row.lastError, t)}</Typography.Text>
          </Tooltip>
        ) : (
          '–'
        ),
    },
    {
      key: 'actions',
      fixed: 'right',
      render: (_, row) => (
        <Space>
          <Button size="small" onClick={() => onCheck(row)}>
            {t('Check')}
          </Button>
          <Button size="small" onClick={() => onEdit(row)}>
            {t('Edit')}
          </Button>
          <Badge count={troublesOf(row)?.failed ?? 0} size="small">
            <Button size="small" onClick={() => onFailed(row)}>
              {t('Set aside')}
            </Button>
          </Badge>
          <Popconfirm
            title={t('Remove this bot?')}
            description={t('Members and activities stay; only the connection is removed.')}
            okText={t('Remove')}
            cancelText={t('Cancel')}
            onConfirm={() => onRemove(row)}
          >
            <Button size="small" danger>
              {t('Remove')}
            </Button>
          </Popconfirm>
        </Space>
      ),
    },
  ];
  return (
    <Table
      rowKey="id"
      columns={columns}
      dataSource={connections}
      loading={loading}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('No bot is connected yet.')} /> }}
    />
  );
}
