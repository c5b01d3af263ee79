import { Alert, Button, Skeleton } from 'antd';
import React from 'react';
import { errorStatus, errorText } from '../api/errors';
import { useT } from '../locale';

/** Shown until a block's first answer; `rows` is about the height of what will come. */
export function BlockLoading({ rows }: { rows: number }): React.ReactElement {
  const t = useT();
  return (
    <div aria-busy aria-label={t('Loading')}>
      <Skeleton active title={false} paragraph={{ rows, width: '100%' }} />
    </div>
  );
}

export interface BlockErrorProps {
  error: unknown;
  /** What could not be done, e.g. "The lifecycle could not be loaded." */
  message: string;
  onRetry(): void;
}

/** Shown instead of a block's content when its request failed; a missing right is said in words. */
export function BlockError({ error, message, onRetry }: BlockErrorProps): React.ReactElement {
  const t = useT();
  const forbidden = errorStatus(error) === 403;
  return (
    <Alert
      type={forbidden ? 'warning' : 'error'}
      showIcon
      message={forbidden ? t('Your role may not view these members.') : message}
      description={forbidden ? t('Ask an administrator for the right to view community members.') : errorText(error)}
      action={
        <Button size="small" onClick={onRetry}>
          {t('Try again')}
        </Button>
      }
    />
  );
}
