import { Alert, Button } from 'antd';
import React from 'react';
import { errorText } from '../api/errors';
import { useT } from '../locale';

export interface LoadErrorProps {
  /** What could not be done, in a sentence. */
  message: string;
  error: unknown;
  onRetry(): void;
}

/** A failed request with its reason and a way to try again. */
export function LoadError({ message, error, onRetry }: LoadErrorProps): React.ReactElement {
  const t = useT();
  return (
    <Alert
      type="error"
      showIcon
      message={message}
      description={errorText(error)}
      action={
        <Button size="small" onClick={onRetry}>
          {t('Try again')}
        </Button>
      }
    />
  );
}
