import { Checkbox, Form, Input, InputNumber } from 'antd';
import React from 'react';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { useReader } from '../../titles';
import { FormDrawer } from '../FormDrawer';
import { useSaving } from '../useSaving';
import { isKindKey, kindPayload, kindValues, type Kind, type KindValues } from './kind';

export interface KindFormProps {
  /** Null adds a kind. */
  existing: Kind | null;
  onClose(): void;
  onSaved(): void;
}

/** Adds a kind of activity, or changes how one counts. */
export function KindForm({ existing, onClose, onSaved }: KindFormProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const reader = useReader();
  const [form] = Form.useForm<KindValues>();
  const { saving, failure, attempt } = useSaving();

  const save = async () => {
    const values = await form.validateFields().catch(() => null);
    if (!values) return;
    const payload = kindPayload(values, existing, reader);
    await attempt(async () => {
      if (existing) await api.post('communityKinds:update', payload, { filterByTk: existing.id });
      else await api.post('communityKinds:create', payload);
      onSaved();
    });
  };

  return (
    <FormDrawer
      width={480}
      title={existing ? t('Edit kind') : t('Add kind')}
      action={t('Save')}
      saving={saving}
      failure={failure}
      failed={t('The kind could not be saved.')}
      onSave={save}
      onClose={onClose}
    >
      <Form form={form} layout="vertical" initialValues={kindValues(existing, reader)} autoComplete="off">
        <Form.Item
          name="key"
          label={t('Key')}
          extra={
            existing
              ? t('The key of a kind cannot be changed: activities are stored under it.')
              : t('What other systems call it, e.g. coupon_used. It cannot be changed later.')
          }
          rules={[
            {
              validator: async (_, value?: string) => {
                if (!isKindKey(value ?? ''))
                  throw new Error(t('Use letters a–z, digits and underscores, beginning with a letter.'));
              },
            },
          ]}
        >
          <Input maxLength={64} disabled={existing !== null} />
        </Form.Item>
        <Form.Item
          name="title"
          label={t('Title')}
          rules={[{ required: true, whitespace: true, message: t('Enter a title of at most 100 characters.') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="weight"
          label={t('Points')}
          extra={t('What one occurrence adds to the engagement score. 0 counts it without points.')}
          rules={[{ required: true, message: t('Enter a number from 0.') }]}
        >
          <InputNumber min={0} max={1_000_000} step={0.5} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="dailyCap"
          label={t('Most points a day')}
          extra={t('Most points a member earns with it in one group on one day. Empty: no limit.')}
        >
          <InputNumber min={0} max={1_000_000} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="signOfLife"
          valuePropName="checked"
          extra={t('It proves that the member is still around, so the member is not at risk or churned.')}
        >
          <Checkbox>{t('Sign of life')}</Checkbox>
        </Form.Item>
        <Form.Item
          name="utterance"
          valuePropName="checked"
          extra={t('It is something said: counted as a message and in the rhythm of weekdays and hours.')}
        >
          <Checkbox>{t('Counts as a message')}</Checkbox>
        </Form.Item>
      </Form>
    </FormDrawer>
  );
}
