import { Alert, Checkbox, Form, Select } from 'antd';
import React from 'react';
import { kindTitle } from '../../common/shippedTitles';
import { BATCH_MOST, BATCH_SECONDS } from '../../common/workflow';
import { useT } from '../locale';
import { useReader } from '../titles';
import { GroupSelect } from './GroupSelect';
import { BatchFields } from './BatchFields';
import { useChoices } from './useChoices';

/** Options of the trigger "activity received". */
export default function ActivityReceivedFieldset(): React.ReactElement {
  const t = useT();
  const reader = useReader();
  const { choices, loading, error } = useChoices();
  const mode = Form.useWatch<string | undefined>(['config', 'mode']);
  return (
    <>
      {error && <Alert type="error" showIcon message={t('The kinds cannot be listed.')} style={{ marginBottom: 16 }} />}
      <Form.Item name={['config', 'kinds']} label={t('Kinds of activity')}>
        <Select
          mode="multiple"
          allowClear
          loading={loading}
          optionFilterProp="label"
          placeholder={t('All kinds')}
          options={choices?.kinds.map(({ key, title }) => ({
            value: key,
            label: kindTitle(reader, key, title ?? key),
          }))}
        />
      </Form.Item>
      <Form.Item name={['config', 'groups']} label={t('Groups')}>
        <GroupSelect />
      </Form.Item>
      <BatchFields
        mode={mode}
        options={[
          { value: 'batch', label: t('Once for many activities') },
          { value: 'single', label: t('For each activity') },
        ]}
        warning={t('A lively community starts thousands of executions a day this way.')}
        seconds={{
          label: t('Seconds between two executions'),
          extra: t('Activities are gathered for so long, and handed over together.'),
          limits: BATCH_SECONDS,
        }}
        most={{
          label: t('Most activities in one execution'),
          extra: t('What is beyond that waits for the next execution.'),
          limits: BATCH_MOST,
        }}
      />
      <Form.Item
        name={['config', 'imports']}
        valuePropName="checked"
        extra={t('Edits and retractions never start a workflow.')}
      >
        <Checkbox>{t('Imported activities too')}</Checkbox>
      </Form.Item>
    </>
  );
}
