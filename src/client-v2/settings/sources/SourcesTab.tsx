import { PlusOutlined } from '@ant-design/icons';
import { useRequest } from 'ahooks';
import { Alert, Button, Card, Flex, Typography } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { RunReport } from '../runs/RunReport';
import type { Mapping } from './mapping';
import { MappingForm } from './MappingForm';
import { MappingTable } from './MappingTable';
import { PushGuide } from './PushGuide';

/** Records come and go by themselves; look again this often (milliseconds). */
const REFRESH = 10_000;

/** Where activities come from besides Telegram: the operator's own collections, and other systems. */
export function SourcesTab(): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [editing, setEditing] = useState<{ existing: Mapping | null } | null>(null);
  const [runId, setRunId] = useState<number | string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const { data, loading, error, refresh } = useRequest(
    async () => ({
      mappings: await api.get<Mapping[]>('communityMappings:list', { pageSize: 200, sort: 'id' }),
      activities: await api.get<Record<string, number>>('communitySources:status'),
    }),
    { pollingInterval: REFRESH, pollingWhenHidden: false, pollingErrorRetryCount: 3, onError: () => undefined },
  );

  const attempt = async (work: () => Promise<unknown>) => {
    setFailure(null);
    await work().catch(setFailure);
    refresh();
  };
  const run = (mapping: Mapping) =>
    attempt(async () => {
      const answer = await api.post<{ id: number | string }>('communitySources:run', { mappingId: mapping.id });
      setRunId(answer.id);
    });
  const remove = (mapping: Mapping) =>
    attempt(() => api.post('communityMappings:destroy', undefined, { filterByTk: mapping.id }));

  if (error && !data)
    return <LoadError message={t('The sources could not be loaded.')} error={error} onRetry={refresh} />;
  return (
    <Flex vertical gap="middle">
      <Card
        size="small"
        title={t('Collections of this NocoBase')}
        extra={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing({ existing: null })}>
            {t('Map a collection')}
          </Button>
        }
      >
        <Flex vertical gap="middle">
          <Typography.Text type="secondary">
            {t(
              'Records of your own collections, such as orders or tickets, count as activities of members. They follow when a record is created, changed or deleted; every night all records are compared.',
            )}
          </Typography.Text>
          {failure !== null && (
            <Alert type="error" showIcon closable message={errorText(failure)} onClose={() => setFailure(null)} />
          )}
          <MappingTable
            mappings={data?.mappings ?? []}
            activities={data?.activities ?? {}}
            loading={loading && !data}
            onRun={(mapping) => void run(mapping)}
            onEdit={(existing) => setEditing({ existing })}
            onRemove={remove}
          />
          {runId !== null && <RunReport runId={runId} />}
        </Flex>
      </Card>
      <Card size="small" title={t('Other systems')}>
        <PushGuide />
      </Card>
      {editing && (
        <MappingForm
          existing={editing.existing}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            refresh();
          }}
        />
      )}
    </Flex>
  );
}
