import { Form, InputNumber } from 'antd';
import React from 'react';

export interface LimitedNumberProps {
  /** Of the option. */
  name: string;
  label: string;
  extra: string;
  limits: { least: number; most: number; normally: number };
}

/** An option that is a whole number; empty takes what is normal. */
export function LimitedNumber({ name, label, extra, limits }: LimitedNumberProps): React.ReactElement {
  return (
    <Form.Item name={['config', name]} label={label} extra={extra}>
      <InputNumber min={limits.least} max={limits.most} precision={0} placeholder={String(limits.normally)} />
    </Form.Item>
  );
}
