import { Alert, Collapse, Flex, Form } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { FormDrawer } from '../FormDrawer';
import { BotForm } from './BotForm';
import { BotGuide } from './BotGuide';
import { connectionPayload, type Connection, type ConnectionValues } from './connection';

export interface BotWizardProps {
  /** Null connects a new bot. */
  existing: Connection | null;
  onClose(): void;
  /** Called with the saved bot, so that its check can follow. */
  onSaved(connection: Connection): void;
}

/** Connects a bot, or changes one. */
export function BotWizard({ existing, onClose, onSaved }: BotWizardProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [form] = Form.useForm<ConnectionValues>();
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const save = async () => {
    const values = await form.validateFields().catch(() => null);
    if (!values) return;
    setSaving(true);
    setError(null);
    try {
      const payload = connectionPayload(values);
      const saved = existing
        ? await api.post<Connection | Connection[]>('communityConnections:update', payload, { filterByTk: existing.id })
        : await api.post<Connection>('communityConnections:create', payload);
      // The host answers an update with a list of the changed rows.
      onSaved(Array.isArray(saved) ? (saved[0] ?? existing) : saved);
    } catch (failure) {
      setError(failure);
    } finally {
      // A token does not stay in the form longer than it takes to send it.
      form.resetFields(['token']);
      setSaving(false);
    }
  };

  return (
    <FormDrawer
      width={560}
      title={existing ? t('Edit bot') : t('Connect a bot')}
      action={t('Save and check')}
      saving={saving}
      onSave={save}
      onClose={onClose}
    >
      <Flex vertical gap="middle">
        <Collapse
          defaultActiveKey={existing ? [] : ['guide']}
          items={[{ key: 'guide', label: t('How to make a bot'), children: <BotGuide /> }]}
        />
        {error !== null && (
          <Alert type="error" showIcon message={t('The bot could not be saved.')} description={errorText(error)} />
        )}
        <BotForm form={form} existing={existing} />
      </Flex>
    </FormDrawer>
  );
}
