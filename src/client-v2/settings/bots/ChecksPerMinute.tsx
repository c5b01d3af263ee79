import { useRequest } from 'ahooks';
import { Alert, Flex, InputNumber, Skeleton, Typography } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { LoadError } from '../LoadError';

interface Settings {
  checksPerMinute: number;
}

const MOST = 600;

/** How many questions about members a bot may ask Telegram in a minute; saved when the field is left. */
export function ChecksPerMinute(): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [failure, setFailure] = useState<unknown>(null);
  const { data, error, refresh, mutate } = useRequest(() => api.get<Settings>('communitySettings:get'), {
    onError: () => undefined,
  });
  if (error) return <LoadError message={t('The settings could not be loaded.')} error={error} onRetry={refresh} />;
  if (!data) return <Skeleton active paragraph={{ rows: 1 }} />;
  const save = async (text: string): Promise<void> => {
    const checksPerMinute = Math.min(MOST, Math.max(0, Math.round(Number(text))));
    if (!text.trim() || Number.isNaN(checksPerMinute) || checksPerMinute === data.checksPerMinute) return;
    setFailure(null);
    try {
      mutate(await api.post<Settings>('communitySettings:save', { checksPerMinute }));
    } catch (reason) {
      setFailure(reason);
    }
  };
  return (
    <Flex vertical gap="small">
      <label htmlFor="community-checks-per-minute">{t('Questions a minute about members and groups')}</label>
      <InputNumber
        id="community-checks-per-minute"
        key={data.checksPerMinute}
        defaultValue={data.checksPerMinute}
        min={0}
        max={MOST}
        precision={0}
        onBlur={({ target }) => void save(target.value)}
        onPressEnter={({ currentTarget }) => void save(currentTarget.value)}
      />
      <Typography.Text type="secondary">
        {t(
          'Telegram does not report every leave of a large group, so bots slowly ask whether members are still there. 0 = never.',
        )}
      </Typography.Text>
      {failure !== null && <Alert type="error" showIcon message={errorText(failure)} />}
    </Flex>
  );
}
