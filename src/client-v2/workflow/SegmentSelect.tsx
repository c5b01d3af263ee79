import { Alert, Form, Select } from 'antd';
import React from 'react';
import { useT } from '../locale';
import { useChoices } from './useChoices';

/** The segments that a trigger or node is about; at least one. */
export function SegmentSelect(): React.ReactElement {
  const t = useT();
  const { choices, loading, error } = useChoices();
  return (
    <>
      {error && (
        <Alert type="error" showIcon message={t('The segments cannot be listed.')} style={{ marginBottom: 16 }} />
      )}
      <Form.Item
        name={['config', 'segments']}
        label={t('Segments')}
        rules={[{ required: true, message: t('Choose at least one segment.') }]}
      >
        <Select
          mode="multiple"
          optionFilterProp="label"
          loading={loading}
          placeholder={t('Choose segments')}
          options={choices?.segments?.map(({ key, title }) => ({ value: key, label: title ?? key })) ?? []}
        />
      </Form.Item>
    </>
  );
}
