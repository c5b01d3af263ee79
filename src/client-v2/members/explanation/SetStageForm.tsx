import { Alert, Button, DatePicker, Flex, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import React, { useState } from 'react';
import { errorStatus, errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import type { StageLook } from '../../lifecycle/stageLook';
import { useT } from '../../locale';

export interface SetStageFormProps {
  memberId: number | string;
  /** The present stage. */
  stage: string | null;
  stages: string[];
  look: StageLook;
  onDone(): void;
  onCancel(): void;
}

interface Values {
  stage: string;
  reason?: string;
  lockUntil?: Dayjs | null;
}

/** Gives a member a stage by hand, with a reason and, if wanted, a lock. */
export function SetStageForm({
  memberId,
  stage,
  stages,
  look,
  onDone,
  onCancel,
}: SetStageFormProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const save = async ({ lockUntil, ...values }: Values): Promise<void> => {
    setSaving(true);
    setError(null);
    try {
      await api.post('communityLifecycle:setStage', {
        member: memberId,
        ...values,
        lockUntil: lockUntil ? lockUntil.endOf('day').toISOString() : null,
      });
      onDone();
    } catch (failure) {
      setError(failure);
      setSaving(false);
    }
  };

  return (
    <Form<Values>
      layout="vertical"
      size="small"
      initialValues={{ stage: stage ?? undefined }}
      onFinish={(values) => void save(values)}
      aria-label={t('Set the stage by hand')}
    >
      <Form.Item name="stage" label={t('Stage')} rules={[{ required: true, message: t('Choose a stage.') }]}>
        <Select options={stages.map((value) => ({ value, label: look.title(value) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t('Reason')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
      </Form.Item>
      <Form.Item
        name="lockUntil"
        label={t('Locked until the end of')}
        extra={t('Without a lock the next run may change the stage again.')}
      >
        <DatePicker disabledDate={(date) => date.isBefore(dayjs().startOf('day'))} />
      </Form.Item>
      {error !== null && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 12 }}
          message={
            errorStatus(error) === 403 ? t('Your role may not change the stage of this member.') : errorText(error)
          }
        />
      )}
      <Flex gap="small">
        <Button type="primary" htmlType="submit" loading={saving}>
          {t('Set stage')}
        </Button>
        <Button onClick={onCancel}>{t('Cancel')}</Button>
      </Flex>
    </Form>
  );
}
