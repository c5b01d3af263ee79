import { useRequest } from 'ahooks';
import { Alert, Button, Form, Input, message, Radio, Skeleton, Switch } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { isCron, presetOf, PRESETS, type Preset } from './cron';

interface Settings {
  timeZone: string;
  schedule: string;
  scheduleEnabled: boolean;
}

interface Values {
  enabled: boolean;
  preset: Preset;
  cron: string;
}

/** When members are scored and classified. */
export function ScheduleForm(): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [form] = Form.useForm<Values>();
  const [toast, holder] = message.useMessage();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { data, error, refresh } = useRequest(() => api.get<Settings>('communitySettings:get'), {
    onError: () => undefined,
  });

  if (error) return <LoadError message={t('The schedule could not be loaded.')} error={error} onRetry={refresh} />;
  if (!data) return <Skeleton active />;

  const save = async (values: Values) => {
    setSaving(true);
    setFailure(null);
    const schedule = values.preset === 'custom' ? values.cron.trim() : PRESETS[values.preset];
    try {
      await api.post('communitySettings:save', { schedule, scheduleEnabled: values.enabled });
      toast.success(t('Saved'));
    } catch (reason) {
      setFailure(reason);
    } finally {
      setSaving(false);
    }
  };

  const initial: Values = { enabled: data.scheduleEnabled, preset: presetOf(data.schedule), cron: data.schedule };
  return (
    <Form form={form} layout="vertical" initialValues={initial} onFinish={(values) => void save(values)}>
      {holder}
      <Form.Item
        label={t('Time zone of the community')}
        extra={t('Days, weekdays and hours are counted in this zone. It is chosen when the plugin is installed.')}
      >
        <Input value={data.timeZone} readOnly variant="borderless" aria-label={t('Time zone of the community')} />
      </Form.Item>
      <Form.Item name="enabled" label={t('Score and classify by schedule')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="preset" label={t('How often')}>
        <Radio.Group
          options={[
            { value: 'hourly', label: t('Every hour') },
            { value: 'daily', label: t('Every day at 3:00') },
            { value: 'custom', label: t('Custom') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['preset']}>
        {({ getFieldValue }) =>
          getFieldValue('preset') === 'custom' && (
            <Form.Item
              name="cron"
              label={t('Cron expression')}
              extra={t('Minute, hour, day, month, weekday. For example 30 */6 * * * is every six hours at half past.')}
              rules={[
                {
                  validator: async (_, value: string) => {
                    if (!isCron(value ?? '')) throw new Error(t('Enter five fields, e.g. 0 * * * *.'));
                  },
                },
              ]}
            >
              <Input style={{ maxWidth: 240, fontFamily: 'monospace' }} />
            </Form.Item>
          )
        }
      </Form.Item>
      {failure !== null && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 16 }}
          message={t('The schedule could not be saved.')}
          description={errorText(failure)}
        />
      )}
      <Button type="primary" htmlType="submit" loading={saving}>
        {t('Save')}
      </Button>
    </Form>
  );
}
