import { Card, Flex } from 'antd';
import React, { useState } from 'react';
import { useT } from '../../locale';
import { RunReport } from '../runs/RunReport';
import { UploadForm } from './UploadForm';

/** Import of chat exports. */
export function ImportTab(): React.ReactElement {
  const t = useT();
  const [runId, setRunId] = useState<number | string | null>(null);
  return (
    <Flex vertical gap="middle" style={{ maxWidth: 760 }}>
      <UploadForm onStarted={setRunId} />
      {runId !== null && (
        <Card size="small" title={t('Import')}>
          <RunReport runId={runId} />
        </Card>
      )}
    </Flex>
  );
}
