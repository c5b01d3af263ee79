import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { useRequest } from 'ahooks';
import { Flex, Modal, Spin, theme, Typography } from 'antd';
import React from 'react';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { describeCheck, type Check, type CheckReport } from './checks';
import type { Connection } from './connection';
import { GroupStandings } from './GroupStandings';

function CheckLine({ check }: { check: Check }): React.ReactElement {
  const t = useT();
  const { token } = theme.useToken();
  const { text, remedy } = describeCheck(check, t);
  return (
    <Flex gap="small" align="flex-start" data-check={check.code} data-ok={check.ok}>
      {check.ok ? (
        <CheckCircleFilled aria-label={t('Passed')} style={{ color: token.colorSuccess, marginTop: 4 }} />
      ) : (
        <ExclamationCircleFilled aria-label={t('Failed')} style={{ color: token.colorError, marginTop: 4 }} />
      )}
      <div>
        <div>{text}</div>
        {remedy && <Typography.Text type="secondary">{remedy}</Typography.Text>}
      </div>
    </Flex>
  );
}

/** Runs a bot's checks and shows each with its remedy. */
export function BotChecks({ connection, onClose }: { connection: Connection; onClose(): void }): React.ReactElement {
  const t = useT();
  const api = useApi();
  const { data, loading, error, refresh } = useRequest(
    () => api.post<CheckReport>('communityConnections:check', undefined, { filterByTk: connection.id }),
    { refreshDeps: [connection.id], onError: () => undefined },
  );
  return (
    <Modal
      open
      title={t('Check of {{name}}', { name: connection.name })}
      okText={t('Check again')}
      cancelText={t('Close')}
      confirmLoading={loading}
      onOk={refresh}
      onCancel={onClose}
    >
      {error ? (
        <LoadError message={t('The check could not be run.')} error={error} onRetry={refresh} />
      ) : (
        <Spin spinning={loading}>
          <Flex vertical gap="middle" style={{ minHeight: 80 }}>
            {data?.checks.map((check) => (
              <CheckLine key={check.code} check={check} />
            ))}
            <GroupStandings groups={data?.groups ?? []} />
          </Flex>
        </Spin>
      )}
    </Modal>
  );
}
