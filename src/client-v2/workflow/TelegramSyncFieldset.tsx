import { WorkflowVariableInput } from '@nocobase/plugin-workflow/client-v2';
import { Alert, Checkbox, Form, Select } from 'antd';
import React from 'react';
import { SYNC_TIMEOUT } from '../../common/workflow';
import { useT } from '../locale';
import { TimeZoneSelect } from '../settings/imports/TimeZoneSelect';
import { LimitedNumber } from './LimitedNumber';
import { useChoices } from './useChoices';

/** Options of the node "Telegram sync". */
export default function TelegramSyncFieldset(): React.ReactElement {
  const t = useT();
  const { choices, loading, error } = useChoices();
  const file = Form.useWatch<unknown>(['config', 'importFile']);
  return (
    <>
      {error && <Alert type="error" showIcon message={t('The bots cannot be listed.')} style={{ marginBottom: 16 }} />}
      <Form.Item
        name={['config', 'connections']}
        label={t('Bots')}
        extra={t('What waits at Telegram is fetched and read before the workflow goes on. Paused bots are left out.')}
      >
        <Select
          mode="multiple"
          allowClear
          loading={loading}
          optionFilterProp="label"
          placeholder={t('All bots')}
          options={choices?.connections.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name={['config', 'importFile']}
        label={t('Import a file')}
        extra={t(
          'An attachment, or the path of a file in the storage folder of this NocoBase. Leave empty to import nothing.',
        )}
      >
        <WorkflowVariableInput />
      </Form.Item>
      {Boolean(file) && (
        <Form.Item name={['config', 'timeZone']} label={t('Time zone of dates without one')}>
          <TimeZoneSelect />
        </Form.Item>
      )}
      {choices?.roster && (
        <Form.Item name={['config', 'roster']} valuePropName="checked">
          <Checkbox>{t('Compare members with Telegram')}</Checkbox>
        </Form.Item>
      )}
      <Form.Item name={['config', 'labels']} valuePropName="checked">
        <Checkbox>{t('Score and classify afterwards')}</Checkbox>
      </Form.Item>
      <LimitedNumber
        name="timeoutMinutes"
        label={t('Time limit in minutes')}
        extra={t('The node fails when it has not come to its end by then.')}
        limits={SYNC_TIMEOUT}
      />
    </>
  );
}
