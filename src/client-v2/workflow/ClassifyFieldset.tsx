import React from 'react';
import { CLASSIFY_TIMEOUT } from '../../common/workflow';
import { useT } from '../locale';
import { LimitedNumber } from './LimitedNumber';

/** Options of the node "score and classify". */
export default function ClassifyFieldset(): React.ReactElement {
  const t = useT();
  return (
    <LimitedNumber
      name="timeoutMinutes"
      label={t('Time limit in minutes')}
      extra={t('The node fails when it has not come to its end by then.')}
      limits={CLASSIFY_TIMEOUT}
    />
  );
}
