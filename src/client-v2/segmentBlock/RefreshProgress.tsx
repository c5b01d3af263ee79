import { useRequest } from 'ahooks';
import { Alert } from 'antd';
import React from 'react';
import { errorStatus } from '../api/errors';
import { useApi } from '../api/useApi';
import { useT } from '../locale';
import { RunProgress, type RunProgressProps } from '../settings/library/RunProgress';

/** How far a refresh is, for those who may look at runs; the others are told that it goes on. */
export function RefreshProgress(props: RunProgressProps): React.ReactElement | null {
  const t = useT();
  const api = useApi();
  const { started, onClose } = props;
  const { error, loading } = useRequest(() => api.get('communityRuns:get', { filterByTk: started.run }), {
    refreshDeps: [started.run],
    onError: () => undefined,
  });
  if (loading) return null;
  if (errorStatus(error) !== 403) return <RunProgress {...props} />;
  return (
    <Alert
      closable
      showIcon
      type="info"
      message={t('Refreshing "{{title}}"', { title: started.title })}
      description={t('It goes on in the background. Look again in a moment.')}
      onClose={onClose}
    />
  );
}
