import { Alert, Button, Progress } from 'antd';
import React, { useEffect } from 'react';
import { useT } from '../../locale';
import { runErrorText } from '../runs/messages';
import { isActive, percentOf, stateTitle, stepTitle } from '../runs/run';
import { useRun } from '../runs/useRun';
import type { StartedRun } from './useLibrary';

export interface RunProgressProps {
  started: StartedRun;
  /** It has ended, in whichever way. */
  onEnd(): void;
  onClose(): void;
}

/** How far a refresh is; a success is said until it is closed. */
export function RunProgress({ started, onEnd, onClose }: RunProgressProps): React.ReactElement {
  const t = useT();
  const { run, error, reload } = useRun(started.run);
  const ended = run !== undefined && !isActive(run);
  useEffect(() => {
    if (ended) onEnd();
    // told once, when it ends
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ended]);
  const { title } = started;
  if (run && ended)
    return (
      <Alert
        closable
        showIcon
        type={run.state === 'succeeded' ? 'success' : run.state === 'failed' ? 'error' : 'info'}
        message={
          run.state === 'succeeded'
            ? t('"{{title}}" is up to date.', { title })
            : `${title}: ${stateTitle(run.state, t)}`
        }
        description={run.error ? runErrorText(run.error, t) : undefined}
        onClose={onClose}
      />
    );
  return (
    <Alert
      type={error ? 'warning' : 'info'}
      message={t('Refreshing "{{title}}"', { title })}
      description={
        <>
          {run?.step ? stepTitle(run.step, t) : null}
          <Progress percent={run ? percentOf(run) : 0} status="active" />
        </>
      }
      action={
        error && (
          <Button size="small" onClick={reload}>
            {t('Try again')}
          </Button>
        )
      }
    />
  );
}
