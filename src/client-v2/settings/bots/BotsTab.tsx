import { PlusOutlined } from '@ant-design/icons';
import { useRequest } from 'ahooks';
import { Alert, Button, Collapse, Flex } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { BotChecks } from './BotChecks';
import { BotGuide } from './BotGuide';
import { BotTable } from './BotTable';
import { BotWizard } from './BotWizard';
import { Completeness } from './Completeness';
import type { Connection, Troubles } from './connection';
import { FailedUpdates } from './FailedUpdates';
import { PublicAddress } from './PublicAddress';

/** The status of a bot changes by itself; look again this often (milliseconds). */
const REFRESH = 15_000;

/** Connected bots: their state, connecting, checking, removing. */
export function BotsTab(): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [editing, setEditing] = useState<{ existing: Connection | null } | null>(null);
  const [checking, setChecking] = useState<Connection | null>(null);
  const [failed, setFailed] = useState<Connection | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const { data, loading, error, refresh } = useRequest(
    () => api.get<Connection[]>('communityConnections:list', { pageSize: 200, sort: 'id' }),
    { pollingInterval: REFRESH, pollingWhenHidden: false, pollingErrorRetryCount: 3, onError: () => undefined },
  );
  const { data: troubles, refresh: recount } = useRequest(
    () => api.get<Troubles[]>('communityConnections:troubles'),
    // the table is of use without them
    { pollingInterval: REFRESH, pollingWhenHidden: false, pollingErrorRetryCount: 3, onError: () => undefined },
  );
  const names = new Map((data ?? []).map(({ id, name }) => [String(id), name]));

  const remove = async (connection: Connection) => {
    setFailure(null);
    await api.post('communityConnections:destroy', undefined, { filterByTk: connection.id }).catch(setFailure);
    refresh();
  };

  if (error && !data) return <LoadError message={t('The bots could not be loaded.')} error={error} onRetry={refresh} />;
  return (
    <Flex vertical gap="middle">
      <div>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing({ existing: null })}>
          {t('Connect a bot')}
        </Button>
      </div>
      {failure !== null && (
        <Alert type="error" showIcon closable message={errorText(failure)} onClose={() => setFailure(null)} />
      )}
      <BotTable
        connections={data ?? []}
        troubles={troubles ?? []}
        loading={loading && !data}
        onCheck={setChecking}
        onEdit={(existing) => setEditing({ existing })}
        onFailed={setFailed}
        onRemove={remove}
      />
      <Collapse
        items={[
          { key: 'guide', label: t('How to make a bot'), children: <BotGuide /> },
          { key: 'gaps', label: t('Gaps and roster'), children: <Completeness bots={names} /> },
          { key: 'address', label: t('Public address'), children: <PublicAddress /> },
        ]}
      />
      {editing && (
        <BotWizard
          existing={editing.existing}
          onClose={() => setEditing(null)}
          onSaved={(connection) => {
            setEditing(null);
            setChecking(connection);
            refresh();
          }}
        />
      )}
      {checking && (
        <BotChecks
          connection={checking}
          onClose={() => {
            setChecking(null);
            refresh();
          }}
        />
      )}
      {failed && (
        <FailedUpdates
          connection={failed}
          onClose={() => {
            setFailed(null);
            recount();
          }}
        />
      )}
    </Flex>
  );
}
