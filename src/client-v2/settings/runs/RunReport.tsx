import { Alert, Flex, Progress, Skeleton, Typography } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { noteText, runErrorText } from './messages';
import { RunCounts } from './RunCounts';
import { isActive, percentOf, stateTitle, stepTitle } from './run';
import { useRun } from './useRun';

/** A run's progress while it lasts, then its result: numbers and notes, or what went wrong. */
export function RunReport({ runId }: { runId: number | string }): React.ReactElement {
  const t = useT();
  const { run, error, reload } = useRun(runId);
  if (!run) {
    if (error) return <LoadError message={t('The run could not be loaded.')} error={error} onRetry={reload} />;
    return <Skeleton active title={false} />;
  }
  const status = run.state === 'failed' ? 'exception' : run.state === 'succeeded' ? 'success' : 'active';
  return (
    <Flex vertical gap="middle" data-testid="community-run" data-state={run.state}>
      <div>
        <Typography.Text strong>{stateTitle(run.state, t)}</Typography.Text>
        {isActive(run) && run.step && <Typography.Text type="secondary"> · {stepTitle(run.step, t)}</Typography.Text>}
        <Progress percent={percentOf(run)} status={status} />
      </div>
      {run.error && (
        <Alert
          type="error"
          showIcon
          message={
            run.kind === 'import' ? t('The file could not be imported. Nothing was changed.') : t('The run failed.')
          }
          description={runErrorText(run.error, t)}
        />
      )}
      {(run.notes ?? []).map((note, at) => (
        <Alert key={at} type="info" showIcon message={noteText(note, t)} />
      ))}
      <RunCounts counts={run.counts} />
    </Flex>
  );
}
