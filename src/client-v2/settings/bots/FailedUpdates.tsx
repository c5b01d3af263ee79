import { useRequest } from 'ahooks';
import { Alert, Button, Drawer, Empty, Flex, Table, Tooltip, Typography, type TableColumnsType } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { useMoment } from '../../moments';
import { LoadError } from '../LoadError';
import type { Connection } from './connection';

/** An update that was set aside. */
interface FailedUpdate {
  id: number;
  /** Null when it was given by a bot that the connection no longer belongs to. */
  updateId: number | null;
  kind: string;
  receivedAt: string;
  attempts: number;
  error: string;
  textsRemoved: boolean;
}

interface Page {
  updates: FailedUpdate[];
  count: number;
}

const PAGE_SIZE = 20;

/** Updates of a bot that could not be processed, why, and a way to try them again. */
export function FailedUpdates({
  connection,
  onClose,
}: {
  connection: Connection;
  onClose(): void;
}): React.ReactElement {
  const t = useT();
  const api = useApi();
  const moment = useMoment();
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<number[]>([]);
  const [retrying, setRetrying] = useState(false);
  const [outcome, setOutcome] = useState<{ retried: number } | { failure: unknown } | null>(null);
  const { data, loading, error, refresh } = useRequest(
    () =>
      api.get<Page>('communityConnections:failedUpdates', {
        filterByTk: connection.id,
        page,
        pageSize: PAGE_SIZE,
      }),
    { refreshDeps: [connection.id, page], onError: () => undefined },
  );

  const retry = async (ids?: number[]) => {
    setRetrying(true);
    try {
      const body = ids ? { ids } : {};
      setOutcome(
        await api.post<{ retried: number }>('communityConnections:retryFailed', body, { filterByTk: connection.id }),
      );
      setChosen([]);
      setPage(1);
      refresh();
    } catch (failure) {
      setOutcome({ failure });
    } finally {
      setRetrying(false);
    }
  };

  const columns: TableColumnsType<FailedUpdate> = [
    { title: t('Received'), render: (_, row) => moment(row.receivedAt) },
    { title: t('Kind of update'), dataIndex: 'kind' },
    { title: t('Number'), render: (_, { updateId }) => updateId ?? '–' },
    { title: t('Tries'), dataIndex: 'attempts' },
    {
      title: t('Reason'),
      render: (_, row) => (
        <>
          <Typography.Text style={{ maxWidth: 320 }} ellipsis={{ tooltip: row.error }}>
            {row.error}
          </Typography.Text>
          {row.textsRemoved && (
            <Tooltip title={t('Its text was removed after a week. Read again, it counts with a length of 0.')}>
              <Typography.Text type="secondary"> {t('(without its text)')}</Typography.Text>
            </Tooltip>
          )}
        </>
      ),
    },
  ];
  const count = data?.count ?? 0;
  return (
    <Drawer
      open
      width={820}
      title={t('Updates of {{name}} that were set aside', { name: connection.name })}
      onClose={onClose}
      extra={
        <Flex gap="small">
          <Button disabled={!chosen.length} loading={retrying} onClick={() => void retry(chosen)}>
            {t('Try the chosen ones again')}
          </Button>
          <Button type="primary" disabled={!count} loading={retrying} onClick={() => void retry()}>
            {t('Try all again')}
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">
          {t(
            'An update that cannot be processed is tried three times, then set aside; the others go on. When the reason is gone, for example after an upgrade, let it be tried again.',
          )}
        </Typography.Text>
        {outcome &&
          ('failure' in outcome ? (
            <Alert
              type="error"
              showIcon
              message={t('They could not be tried again.')}
              description={errorText(outcome.failure)}
            />
          ) : (
            <Alert
              type="success"
              showIcon
              message={t('{{count}} updates are tried again. Those that fail appear here once more.', {
                count: outcome.retried,
              })}
            />
          ))}
        {error && !data ? (
          <LoadError message={t('The updates could not be loaded.')} error={error} onRetry={refresh} />
        ) : (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={data?.updates ?? []}
            loading={loading}
            scroll={{ x: 'max-content' }}
            rowSelection={{ selectedRowKeys: chosen, onChange: (keys) => setChosen(keys.map(Number)) }}
            pagination={{ current: page, pageSize: PAGE_SIZE, total: count, onChange: setPage, hideOnSinglePage: true }}
            locale={{
              emptyText: (
                <Empty
                  image={Empty.PRESENTED_IMAGE_SIMPLE}
                  description={t('Every update received could be processed.')}
                />
              ),
            }}
          />
        )}
      </Flex>
    </Drawer>
  );
}
