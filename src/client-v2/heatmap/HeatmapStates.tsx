import { Alert, Button, Empty, Skeleton } from 'antd';
import React from 'react';
import { errorStatus, errorText } from '../api/errors';
import { useT } from '../locale';

/** Shown until the first answer. */
export function HeatmapLoading({ height }: { height: number }): React.ReactElement {
  const t = useT();
  return (
    <div style={{ height, overflow: 'hidden' }} role="status" aria-busy aria-label={t('Loading')}>
      <Skeleton active title={false} paragraph={{ rows: Math.max(3, Math.floor(height / 34)), width: '100%' }} />
    </div>
  );
}

/** Shown instead of the matrix when the request failed. */
export function HeatmapError({ error, onRetry }: { error: unknown; onRetry(): void }): React.ReactElement {
  const t = useT();
  const forbidden = errorStatus(error) === 403;
  return (
    <Alert
      type={forbidden ? 'warning' : 'error'}
      showIcon
      message={forbidden ? t('Your role may not view these members.') : t('The heatmap could not be loaded.')}
      description={forbidden ? t('Ask an administrator for the right to view community members.') : errorText(error)}
      action={
        <Button size="small" onClick={onRetry}>
          {t('Try again')}
        </Button>
      }
    />
  );
}

/** Shown when there is nothing to draw: because nothing is there yet, or because nobody matches. */
export function HeatmapEmpty({ searching, onClear }: { searching: boolean; onClear(): void }): React.ReactElement {
  const t = useT();
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        searching
          ? t('No member matches.')
          : t('No members yet. Import a chat export or connect a bot in the plugin settings "Telegram community".')
      }
    >
      {searching && <Button onClick={onClear}>{t('Show everyone')}</Button>}
    </Empty>
  );
}
