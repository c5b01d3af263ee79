import { PlayCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { RunsTable } from './RunsTable';
import { ScheduleForm } from './ScheduleForm';
import { useRuns } from './useRuns';

/** The schedule, a run at once, and what has run. */
export function ScheduleTab(): React.ReactElement {
  const t = useT();
  const api = useApi();
  const { runs, active, loading, error, reload } = useRuns();
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const start = async () => {
    setStarting(true);
    setFailure(null);
    await api.post('communityLifecycle:run').catch(setFailure);
    setStarting(false);
    reload();
  };

  return (
    <Flex vertical gap="middle">
      <Card size="small" title={t('Schedule')} style={{ maxWidth: 760 }}>
        <ScheduleForm />
      </Card>
      <Card
        size="small"
        title={t('Recent runs')}
        extra={
          <Button icon={<PlayCircleOutlined />} loading={starting} disabled={active} onClick={() => void start()}>
            {t('Score and classify now')}
          </Button>
        }
      >
        {failure !== null && (
          <Alert
            type="error"
            showIcon
            style={{ marginBottom: 16 }}
            message={t('The run could not be started.')}
            description={errorText(failure)}
          />
        )}
        {error && !runs ? (
          <LoadError message={t('The runs could not be loaded.')} error={error} onRetry={reload} />
        ) : (
          <RunsTable runs={runs ?? []} loading={loading && !runs} now={Date.now()} />
        )}
      </Card>
    </Flex>
  );
}
