import { useRequest } from 'ahooks';
import { Alert, Button, Card, Flex, Form, InputNumber, message, Skeleton, Switch, Typography } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';

interface Settings {
  storeTexts: boolean;
  textRetentionDays: number;
}

/** As the server has it; see `TEXT_RETENTION` there. */
const [LEAST, MOST] = [1, 3650];

/** What is kept of what people write, and for how long. */
export function PrivacyTab(): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [toast, holder] = message.useMessage();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { data, error, refresh } = useRequest(() => api.get<Settings>('communitySettings:get'), {
    onError: () => undefined,
  });

  if (error) return <LoadError message={t('The settings could not be loaded.')} error={error} onRetry={refresh} />;
  if (!data) return <Skeleton active />;

  const save = async (values: Settings) => {
    setSaving(true);
    setFailure(null);
    try {
      await api.post('communitySettings:save', {
        storeTexts: values.storeTexts,
        textRetentionDays: values.textRetentionDays,
      });
      toast.success(t('Saved'));
    } catch (reason) {
      setFailure(reason);
    } finally {
      setSaving(false);
    }
  };

  return (
    <Flex vertical gap="middle" style={{ maxWidth: 760 }}>
      {holder}
      <Card size="small" title={t('What is kept')}>
        <Typography.Paragraph>
          {t(
            'Of each message: who wrote it, in which group and when, its length, the kinds of media and links in it, hashtags, and a fingerprint that recognises a forwarded copy but cannot be turned back into the text.',
          )}
        </Typography.Paragraph>
        <Typography.Paragraph>
          {t(
            'Of private conversations with a bot: that somebody wrote, the length and the command. The words are never stored.',
          )}
        </Typography.Paragraph>
        <Typography.Paragraph style={{ marginBottom: 0 }}>
          {t(
            'An update that could not be processed keeps its content for up to a week, so that it can be tried again. Logs never contain texts.',
          )}
        </Typography.Paragraph>
      </Card>
      <Card size="small" title={t('Texts of messages')}>
        <Form<Settings>
          layout="vertical"
          initialValues={{ storeTexts: data.storeTexts, textRetentionDays: data.textRetentionDays }}
          onFinish={(values) => void save(values)}
        >
          <Form.Item
            name="storeTexts"
            label={t('Store what is written in groups')}
            valuePropName="checked"
            extra={t(
              'From now on, for live messages and for imports. Turning it off erases all stored texts; the numbers stay.',
            )}
          >
            <Switch />
          </Form.Item>
          <Form.Item
            name="textRetentionDays"
            label={t('Erase texts after so many days')}
            extra={t('Counted from when a message was written. Older texts are erased every hour.')}
            rules={[
              {
                required: true,
                type: 'integer',
                min: LEAST,
                max: MOST,
                message: t('Enter a whole number from {{least}} to {{most}}.', { least: LEAST, most: MOST }),
              },
            ]}
          >
            <InputNumber style={{ width: 160 }} />
          </Form.Item>
          {failure !== null && (
            <Alert
              type="error"
              showIcon
              style={{ marginBottom: 16 }}
              message={t('The settings could not be saved.')}
              description={errorText(failure)}
            />
          )}
          <Button type="primary" htmlType="submit" loading={saving}>
            {t('Save')}
          </Button>
        </Form>
      </Card>
    </Flex>
  );
}
