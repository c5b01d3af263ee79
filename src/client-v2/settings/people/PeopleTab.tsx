import { useRequest } from 'ahooks';
import { Alert, Card, Flex, Typography } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { ManualMerge } from './ManualMerge';
import { MergesTable } from './MergesTable';
import type { Merge, Suggestion } from './people';
import { SuggestionsTable } from './SuggestionsTable';

/** One person, several accounts: what looks alike, what was put together, and how to take it apart. */
export function PeopleTab(): React.ReactElement {
  const t = useT();
  const api = useApi();
  const suggestions = useRequest(() => api.get<Suggestion[]>('communityMerges:suggestions'), {
    onError: () => undefined,
  });
  const merges = useRequest(() => api.get<Merge[]>('communityMerges:list'), { onError: () => undefined });
  const [failure, setFailure] = useState<unknown>(null);

  const act = async (action: string, values: object): Promise<void> => {
    setFailure(null);
    await api.post(`communityMerges:${action}`, values).catch(setFailure);
    suggestions.refresh();
    merges.refresh();
  };
  const merge = (kept: number, absorbed: number) => act('merge', { kept, absorbed });

  return (
    <Flex vertical gap="middle">
      <Typography.Paragraph type="secondary" style={{ maxWidth: 760, marginBottom: 0 }}>
        {t(
          'A person may have several accounts. Merged, they are one member: counts, scores and stages are worked out from all of them. Workflows do not start from it.',
        )}
      </Typography.Paragraph>
      {failure !== null && (
        <Alert type="error" showIcon message={t('This could not be done.')} description={errorText(failure)} />
      )}
      <Card size="small" title={t('May be one person')}>
        {suggestions.error && !suggestions.data ? (
          <LoadError
            message={t('The suggestions could not be loaded.')}
            error={suggestions.error}
            onRetry={suggestions.refresh}
          />
        ) : (
          <SuggestionsTable
            suggestions={suggestions.data ?? []}
            loading={suggestions.loading && !suggestions.data}
            onMerge={(kept, absorbed) => merge(kept.id, absorbed.id)}
            onDismiss={(a, b) => act('dismiss', { a: a.id, b: b.id })}
          />
        )}
      </Card>
      <Card size="small" title={t('Merge two members')}>
        <ManualMerge onMerge={merge} />
      </Card>
      <Card size="small" title={t('Merges')}>
        {merges.error && !merges.data ? (
          <LoadError message={t('The merges could not be loaded.')} error={merges.error} onRetry={merges.refresh} />
        ) : (
          <MergesTable
            merges={merges.data ?? []}
            loading={merges.loading && !merges.data}
            onSeparate={(one) => act('separate', { merge: one.id })}
          />
        )}
      </Card>
    </Flex>
  );
}
