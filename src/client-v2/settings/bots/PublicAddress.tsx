import { useRequest } from 'ahooks';
import { Alert, Button, Flex, Input, Skeleton, Space, Typography } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';
import { addressProblem, ADDRESS_PROBLEMS } from './publicAddress';

interface Settings {
  publicUrl: string | null;
}

/** The address at which Telegram reaches this NocoBase: shown, changed, and judged while it is typed. */
export function PublicAddress(): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [typed, setTyped] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { data, error, refresh, mutate } = useRequest(() => api.get<Settings>('communitySettings:get'), {
    onError: () => undefined,
  });

  if (error)
    return <LoadError message={t('The public address could not be loaded.')} error={error} onRetry={refresh} />;
  if (!data) return <Skeleton active paragraph={{ rows: 1 }} />;

  const value = typed ?? data.publicUrl ?? '';
  const problem = value.trim() ? addressProblem(value) : null;
  const save = async () => {
    setSaving(true);
    setFailure(null);
    try {
      mutate(await api.post<Settings>('communitySettings:save', { publicUrl: value.trim() || null }));
      setTyped(null);
      setSaved(true);
    } catch (reason) {
      setFailure(reason);
    } finally {
      setSaving(false);
    }
  };

  return (
    <Flex vertical gap="small">
      <Typography.Text type="secondary">
        {t(
          'Bots in webhook mode need it: the address under which the internet reaches this NocoBase. Empty takes the one that the environment of the host names, if it does.',
        )}
      </Typography.Text>
      <Space.Compact style={{ maxWidth: 520 }}>
        <Input
          aria-label={t('Public address')}
          placeholder="https://crm.example.org"
          value={value}
          status={problem === 'INVALID' ? 'error' : problem ? 'warning' : undefined}
          onChange={({ target }) => {
            setTyped(target.value);
            setSaved(false);
          }}
          onPressEnter={(event) => {
            // inside the form of a bot this must not send that form
            event.preventDefault();
            if (problem !== 'INVALID') void save();
          }}
        />
        <Button loading={saving} disabled={typed === null || problem === 'INVALID'} onClick={() => void save()}>
          {t('Save address')}
        </Button>
      </Space.Compact>
      {problem && <Alert type={problem === 'INVALID' ? 'error' : 'warning'} message={t(ADDRESS_PROBLEMS[problem])} />}
      {saved && <Alert type="success" message={t('Saved. Bots in webhook mode are registered anew.')} />}
      {failure !== null && (
        <Alert type="error" message={t('The public address could not be saved.')} description={errorText(failure)} />
      )}
    </Flex>
  );
}
