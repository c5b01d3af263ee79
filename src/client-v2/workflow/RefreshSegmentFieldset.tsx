import React from 'react';
import { CLASSIFY_TIMEOUT } from '../../common/workflow';
import { useT } from '../locale';
import { LimitedNumber } from './LimitedNumber';
import { SegmentSelect } from './SegmentSelect';

/** Options of the node "refresh segment". */
export default function RefreshSegmentFieldset(): React.ReactElement {
  const t = useT();
  return (
    <>
      <SegmentSelect />
      <LimitedNumber
        name="timeoutMinutes"
        label={t('Time limit in minutes')}
        extra={t('The node fails when it has not come to its end by then.')}
        limits={CLASSIFY_TIMEOUT}
      />
    </>
  );
}
