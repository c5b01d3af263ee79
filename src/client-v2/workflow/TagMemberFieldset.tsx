import { WorkflowVariableInput } from '@nocobase/plugin-workflow/client-v2';
import { Alert, Form, Radio, Select } from 'antd';
import React from 'react';
import { tagTitle } from '../../common/labelTitles';
import { useT } from '../locale';
import { useReader } from '../titles';
import { useChoices } from './useChoices';

/** Options of the node "tag member". */
export default function TagMemberFieldset(): React.ReactElement {
  const t = useT();
  const reader = useReader();
  const { choices, loading, error } = useChoices();
  return (
    <>
      {error && <Alert type="error" showIcon message={t('The tags cannot be listed.')} style={{ marginBottom: 16 }} />}
      <Form.Item name={['config', 'action']} label={t('Action')}>
        <Radio.Group
          options={[
            { value: 'add', label: t('Give tags') },
            { value: 'remove', label: t('Take tags away') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name={['config', 'tags']}
        label={t('Tags')}
        rules={[{ required: true, message: t('Choose at least one tag.') }]}
      >
        <Select
          mode="multiple"
          optionFilterProp="label"
          loading={loading}
          options={
            choices?.tags?.map(({ key, title }) => ({ value: key, label: tagTitle(reader, key, title ?? key) })) ?? []
          }
        />
      </Form.Item>
      <Form.Item
        name={['config', 'members']}
        label={t('Members')}
        extra={t('A member, an id, or a list of either, such as the ids that a trigger hands over.')}
        rules={[{ required: true, message: t('Say whom to tag.') }]}
      >
        <WorkflowVariableInput />
      </Form.Item>
    </>
  );
}
