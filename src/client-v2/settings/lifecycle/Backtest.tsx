import { Alert, Button, Card, Flex, Progress, Select, Skeleton, Typography } from 'antd';
import { useRequest } from 'ahooks';
import React, { useState } from 'react';
import type { BacktestResult } from '../../../common/lifecycle';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { runErrorText } from '../runs/messages';
import { isActive, percentOf, stateTitle, stepTitle } from '../runs/run';
import { useRun } from '../runs/useRun';
import { BacktestReport } from './BacktestReport';
import { draftOf, fingerprint, type EditedRule, type Stage } from './rules';

const WEEKS = [4, 12, 26, 52];

export interface BacktestProps {
  rules: readonly EditedRule[];
  stages: readonly Stage[];
  /** Whether something is missing or impossible: such rules cannot be tried. */
  incomplete: boolean;
}

/** The rules on the page over past weeks, beside those in force. */
export function Backtest({ rules, stages, incomplete }: BacktestProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [weeks, setWeeks] = useState(12);
  const [started, setStarted] = useState<{ run: number | string; of: string } | null>(null);
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { run, error, reload } = useRun(started?.run ?? null);
  const running = started !== null && (run ? isActive(run) : !error);

  const attempt = async (action: () => Promise<void>) => {
    setStarting(true);
    setFailure(null);
    await action().catch(setFailure);
    setStarting(false);
  };
  const start = () =>
    attempt(async () => {
      const { id } = await api.post<{ id: number | string }>('communityLifecycle:backtest', {
        rules: rules.map(draftOf),
        weeks,
      });
      setStarted({ run: id, of: fingerprint(rules) });
    });
  const cancel = () =>
    attempt(async () => {
      await api.post('communityLifecycle:cancelRun', { run: started?.run });
      reload();
    });

  return (
    <Card size="small" title={t('Backtest')} data-testid="rule-backtest">
      <Flex vertical gap="middle">
        <Typography.Text type="secondary" style={{ maxWidth: 760 }}>
          {t(
            'The rules on this page and those in force are applied to every week of the past, with what was known then. It shows how large the stages would have been, how steady they are, and whether "at risk" finds those who really went silent.',
          )}
        </Typography.Text>
        <Flex gap="small" align="center" wrap>
          <Select
            aria-label={t('How far back')}
            style={{ minWidth: 160 }}
            value={weeks}
            disabled={running}
            options={WEEKS.map((value) => ({ value, label: t('the last {{weeks}} weeks', { weeks: value }) }))}
            onChange={setWeeks}
          />
          <Button
            type="primary"
            loading={starting && !running}
            disabled={running || incomplete}
            onClick={() => void start()}
          >
            {t('Try on the past')}
          </Button>
          {running && (
            <Button disabled={starting} onClick={() => void cancel()}>
              {t('Cancel')}
            </Button>
          )}
        </Flex>
        {failure !== null && (
          <Alert type="error" showIcon message={t('This could not be done.')} description={errorText(failure)} />
        )}
        {started && !run && error && (
          <LoadError message={t('The run could not be loaded.')} error={error} onRetry={reload} />
        )}
        {run && isActive(run) && (
          <div>
            <Typography.Text>{run.step ? stepTitle(run.step, t) : stateTitle(run.state, t)}</Typography.Text>
            <Progress percent={percentOf(run)} status="active" />
          </div>
        )}
        {run?.state === 'failed' && (
          <Alert
            type="error"
            showIcon
            message={t('The run failed.')}
            description={run.error ? runErrorText(run.error, t) : undefined}
          />
        )}
        {run?.state === 'cancelled' && <Alert type="info" showIcon message={t('The backtest was cancelled.')} />}
        {started && run?.state === 'succeeded' && (
          <>
            {started.of !== fingerprint(rules) && (
              <Alert
                type="warning"
                showIcon
                message={t('The rules were changed since; this is the result of before.')}
              />
            )}
            <Result run={started.run} stages={stages} />
          </>
        )}
      </Flex>
    </Card>
  );
}

function Result({ run, stages }: { run: number | string; stages: readonly Stage[] }): React.ReactElement {
  const t = useT();
  const api = useApi();
  const { data, error, refresh } = useRequest(
    () => api.get<BacktestResult>('communityLifecycle:backtestResult', { run }),
    { refreshDeps: [run], onError: () => undefined },
  );
  if (error && !data)
    return <LoadError message={t('The result could not be loaded.')} error={error} onRetry={refresh} />;
  if (!data) return <Skeleton active />;
  return <BacktestReport result={data} stages={stages} />;
}
