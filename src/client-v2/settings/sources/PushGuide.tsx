import { useRequest } from 'ahooks';
import { Alert, Flex, Select, Typography } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';

interface PushingRole {
  name: string;
  title: string | null;
  allowed: boolean;
  granted: boolean;
}

/** A call that works as it is once the key has been put in. */
export const curlExample = (origin: string): string =>
  [
    `curl -X POST '${origin}/api/communityIngest:push' \\`,
    `  -H 'Authorization: Bearer <API key>' -H 'Content-Type: application/json' \\`,
    `  -d '{"source":"shop","items":[{"key":"order-1001","kind":"purchase","at":"2026-03-01T09:30:00+08:00",`,
    `       "actor":{"platform":"telegram","id":"123456789","name":"Ann"},"amount":59.9,"currency":"CNY"}]}'`,
  ].join('\n');

/** How any other system tells what its users did, and which roles may. */
export function PushGuide(): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [failure, setFailure] = useState<unknown>(null);
  const { data, refresh, loading } = useRequest(() => api.get<PushingRole[]>('communityIngest:roles'), {
    onError: setFailure,
  });
  const roles = data ?? [];
  const granted = roles.filter((role) => role.granted).map(({ name }) => name);

  const change = async (wanted: string[]) => {
    setFailure(null);
    const changed = roles.filter(({ name }) => wanted.includes(name) !== granted.includes(name));
    for (const { name } of changed)
      await api.post('communityIngest:setRole', { role: name, allowed: wanted.includes(name) }).catch(setFailure);
    refresh();
  };

  return (
    <Flex vertical gap="small">
      <Typography.Paragraph style={{ marginBottom: 0 }}>
        {t(
          'Any program can send what happened, up to 10,000 items in a call. Each item has a key: sent again it changes nothing, sent with another content it replaces the first. Items that are wrong are refused one by one, each with its reason.',
        )}
      </Typography.Paragraph>
      <Typography.Text strong>{t('1. Choose a role that may send')}</Typography.Text>
      <Select
        mode="multiple"
        aria-label={t('Roles that may send')}
        loading={loading && !data}
        value={granted}
        optionFilterProp="label"
        options={roles.map(({ name, title, allowed, granted: own }) => ({
          value: name,
          label: title && title !== name ? `${title} (${name})` : name,
          // a wider permission of the role includes it
          disabled: allowed && !own,
        }))}
        onChange={(wanted: string[]) => void change(wanted)}
        style={{ maxWidth: 480 }}
      />
      {failure !== null && <Alert type="error" showIcon message={errorText(failure)} />}
      <Typography.Text strong>{t('2. Make an API key of that role')}</Typography.Text>
      <Typography.Text type="secondary">
        {t('In the settings of NocoBase under "API keys". Give it to the other system alone.')}
      </Typography.Text>
      <Typography.Text strong>{t('3. Send')}</Typography.Text>
      <Typography.Paragraph copyable={{ text: curlExample(window.location.origin) }} style={{ marginBottom: 0 }}>
        <pre style={{ margin: 0, overflowX: 'auto' }}>{curlExample(window.location.origin)}</pre>
      </Typography.Paragraph>
    </Flex>
  );
}
