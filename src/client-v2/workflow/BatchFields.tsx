import { Alert, Form, Radio } from 'antd';
import React from 'react';
import { useT } from '../locale';
import { LimitedNumber, type LimitedNumberProps } from './LimitedNumber';

export interface BatchFieldsProps {
  /** The mode that is chosen. */
  mode: unknown;
  /** What the trigger calls handing over many at once, and one by one, in the reader's words. */
  options: Array<{ value: string; label: string }>;
  /** Said when each starts an execution of its own. */
  warning: string;
  seconds: Omit<LimitedNumberProps, 'name'>;
  most: Omit<LimitedNumberProps, 'name'>;
}

/** Whether a trigger hands over many at once, and how many; `single` is one by one on every trigger. */
export function BatchFields({ mode, options, warning, seconds, most }: BatchFieldsProps): React.ReactElement {
  const t = useT();
  return (
    <>
      <Form.Item name={['config', 'mode']} label={t('Start the workflow')}>
        <Radio.Group options={options} />
      </Form.Item>
      {mode === 'single' ? (
        <Alert type="warning" showIcon style={{ marginBottom: 16 }} message={warning} />
      ) : (
        <>
          <LimitedNumber name="seconds" {...seconds} />
          <LimitedNumber name="most" {...most} />
        </>
      )}
    </>
  );
}
