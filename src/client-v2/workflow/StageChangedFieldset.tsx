import { Alert, Form, Select } from 'antd';
import React from 'react';
import { stageTitle } from '../../common/shippedTitles';
import { CHANGE_ORIGINS, NO_STAGE } from '../../common/workflow';
import { useT } from '../locale';
import { useReader } from '../titles';
import { ChangeFields } from './ChangeFields';
import { useChoices } from './useChoices';

/** Options of the trigger "stage changed". */
export default function StageChangedFieldset(): React.ReactElement {
  const t = useT();
  const reader = useReader();
  const { choices, loading, error } = useChoices();
  const stages =
    choices?.stages.map(({ key, title }) => ({ value: key, label: stageTitle(reader, key, title ?? key) })) ?? [];
  const several = { mode: 'multiple', allowClear: true, optionFilterProp: 'label' } as const;
  return (
    <>
      {error && (
        <Alert type="error" showIcon message={t('The stages cannot be listed.')} style={{ marginBottom: 16 }} />
      )}
      <Form.Item name={['config', 'from']} label={t('Former stage')}>
        <Select
          {...several}
          loading={loading}
          placeholder={t('Any stage')}
          options={[{ value: NO_STAGE, label: t('Without a stage') }, ...stages]}
        />
      </Form.Item>
      <Form.Item name={['config', 'to']} label={t('New stage')}>
        <Select {...several} loading={loading} placeholder={t('Any stage')} options={stages} />
      </Form.Item>
      <ChangeFields origins={CHANGE_ORIGINS} />
    </>
  );
}
