import { Tag } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import type { Stage } from './rules';

/** A stage in its colour; null is "no stage yet". */
export function StageTag({ stage, stages }: { stage: string | null; stages: readonly Stage[] }): React.ReactElement {
  const t = useT();
  if (stage === null) return <Tag>{t('No stage yet')}</Tag>;
  const known = stages.find(({ key }) => key === stage);
  return (
    <Tag color={known?.color ?? 'default'} data-stage={stage}>
      {known?.title ?? stage}
    </Tag>
  );
}
