import { Form, Input, Radio, Typography, type FormInstance } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import {
  DEFAULT_API_ROOT,
  isApiRoot,
  isToken,
  type Connection,
  type ConnectionMode,
  type ConnectionValues,
} from './connection';
import { PublicAddress } from './PublicAddress';

/** What each mode means. */
const MODE_HINTS: Record<ConnectionMode, string> = {
  polling: 'This NocoBase fetches the updates. Works behind any firewall that lets it reach Telegram.',
  webhook: 'Telegram delivers the updates to the public address of this NocoBase, which must be reachable by HTTPS.',
  paused: 'Nothing is received. Telegram keeps updates for 24 hours; what is older then is lost.',
};

export interface BotFormProps {
  form: FormInstance<ConnectionValues>;
  /** Null for a new bot. */
  existing: Connection | null;
}

/** Name, token, address and mode of a bot. */
export function BotForm({ form, existing }: BotFormProps): React.ReactElement {
  const t = useT();
  const initial: ConnectionValues = {
    name: existing?.name ?? '',
    apiRoot: existing?.apiRoot ?? DEFAULT_API_ROOT,
    mode: existing?.mode ?? 'polling',
  };
  return (
    <Form form={form} layout="vertical" initialValues={initial} autoComplete="off">
      <Form.Item
        name="name"
        label={t('Name')}
        rules={[{ required: true, whitespace: true, message: t('Give the bot a name.') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="token"
        label={t('Token')}
        extra={
          existing?.tokenHint
            ? t('A token ending in {{hint}} is stored. Leave empty to keep it.', { hint: existing.tokenHint })
            : t(
                'Stored encrypted and never shown again. {{variable}} takes it from an environment variable of the host.',
                {
                  variable: '{{$env.NAME}}',
                },
              )
        }
        rules={[
          { required: !existing?.tokenHint, message: t('Enter the token that BotFather gave you.') },
          {
            validator: async (_, value?: string) => {
              if (value?.trim() && !isToken(value.trim())) {
                throw new Error(
                  t('This is not a bot token. It looks like 123456789:AAE… and is about 46 characters long.'),
                );
              }
            },
          },
        ]}
      >
        <Input.Password autoComplete="new-password" visibilityToggle={false} />
      </Form.Item>
      <Form.Item
        name="apiRoot"
        label={t('API address')}
        extra={t('Change it only if you run your own Bot API server.')}
        rules={[
          {
            validator: async (_, value?: string) => {
              if (value?.trim() && !isApiRoot(value.trim()))
                throw new Error(t('Enter an address that begins with http:// or https://.'));
            },
          },
        ]}
      >
        <Input placeholder={DEFAULT_API_ROOT} />
      </Form.Item>
      <Form.Item name="mode" label={t('Mode')}>
        <Radio.Group
          options={[
            { value: 'polling', label: t('Fetch updates (polling)') },
            { value: 'webhook', label: t('Have them delivered (webhook)') },
            { value: 'paused', label: t('Paused') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['mode']}>
        {({ getFieldValue }) => {
          const mode = (getFieldValue('mode') ?? initial.mode) as ConnectionMode;
          return (
            <>
              <Typography.Paragraph type="secondary">{t(MODE_HINTS[mode])}</Typography.Paragraph>
              {mode === 'webhook' && <PublicAddress />}
            </>
          );
        }}
      </Form.Item>
    </Form>
  );
}
