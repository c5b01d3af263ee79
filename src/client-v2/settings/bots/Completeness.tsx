import { useRequest } from 'ahooks';
import { Empty, Flex, Table, Tag, Typography, type TableColumnsType } from 'antd';
import React from 'react';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { useMoment } from '../../moments';
import { LoadError } from '../LoadError';
import { ChecksPerMinute } from './ChecksPerMinute';

interface Gap {
  id: number;
  reason: keyof typeof REASONS;
  fromAt: string;
  toAt: string | null;
  filledAt: string | null;
  group: { title: string | null } | null;
  connectionId: number | string;
}

const REASONS = {
  downtime: { colour: 'red', title: 'Not fetched for over 24 hours', remedy: 'Import an export of the group.' },
  removed: { colour: 'red', title: 'Bot was not in the group', remedy: 'Add the bot, then import an export.' },
  privacy: {
    colour: 'orange',
    title: 'Privacy mode: only commands and replies arrive',
    remedy: 'Make the bot an administrator, then import an export.',
  },
  rights: {
    colour: 'gold',
    title: 'Bot was no administrator: no joins, leaves and reactions',
    remedy: 'Make the bot an administrator.',
  },
} as const;

const SHOWN = 100;

/** What is known to be missing, and how fast Telegram is asked about members. @param bots their names by id */
export function Completeness({ bots }: { bots: ReadonlyMap<string, string> }): React.ReactElement {
  const t = useT();
  const api = useApi();
  const moment = useMoment();
  const { data, loading, error, refresh } = useRequest(
    () => api.get<Gap[]>('communityGaps:list', { pageSize: SHOWN, sort: '-fromAt', appends: ['group'] }),
    { onError: () => undefined },
  );
  const columns: TableColumnsType<Gap> = [
    { title: t('Group'), render: (_, { group }) => group?.title ?? '–' },
    { title: t('Bot'), render: (_, { connectionId }) => bots.get(String(connectionId)) ?? '–' },
    {
      title: t('Reason'),
      render: (_, { reason }) => <Tag color={REASONS[reason].colour}>{t(REASONS[reason].title)}</Tag>,
    },
    { title: t('From'), render: (_, { fromAt }) => moment(fromAt) },
    {
      title: t('Until'),
      render: (_, { toAt }) => (toAt ? moment(toAt) : <Tag color="processing">{t('It lasts')}</Tag>),
    },
    {
      title: t('Remedy'),
      render: (_, { reason, filledAt }) =>
        filledAt ? <Tag color="green">{t('Filled by an import')}</Tag> : t(REASONS[reason].remedy),
    },
  ];
  return (
    <Flex vertical gap="middle">
      <Typography.Paragraph type="secondary" style={{ marginBottom: 0, maxWidth: 760 }}>
        {t(
          'Times in which activity of a group may be missing. Imported exports fill them, apart from leaves and reactions.',
        )}
      </Typography.Paragraph>
      {error && !data ? (
        <LoadError message={t('The gaps could not be loaded.')} error={error} onRetry={refresh} />
      ) : (
        <Table
          rowKey="id"
          size="small"
          columns={columns}
          dataSource={data ?? []}
          loading={loading && !data}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('No gap is known.')} /> }}
        />
      )}
      <ChecksPerMinute />
    </Flex>
  );
}
