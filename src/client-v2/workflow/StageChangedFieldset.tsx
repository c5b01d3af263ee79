import { Alert, Form, Select } from 'antd';
import React from 'react';
import { stageTitle } from '../../common/shippedTitles';
import { CHANGE_ORIGINS, MEMBER_APPENDS, NO_STAGE, STAGE_MOST, STAGE_SECONDS } from '../../common/workflow';
import { useT } from '../locale';
import { useReader } from '../titles';
import { BatchFields } from './BatchFields';
import { useChoices } from './useChoices';

const ORIGIN_TITLES: Record<(typeof CHANGE_ORIGINS)[number], string> = {
  live: 'Live',
  manual: 'By hand',
  import: 'Import',
  edit: 'Rule change',
  replay: 'Replay of history',
};

const APPEND_TITLES: Record<(typeof MEMBER_APPENDS)[number], string> = {
  owner: 'Owner',
  tags: 'Tags',
  identities: 'Accounts',
  memberships: 'Memberships',
};

/** Options of the trigger "stage changed". */
export default function StageChangedFieldset(): React.ReactElement {
  const t = useT();
  const reader = useReader();
  const { choices, loading, error } = useChoices();
  const mode = Form.useWatch<string | undefined>(['config', 'mode']);
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
      <Form.Item
        name={['config', 'origins']}
        label={t('Origin')}
        extra={t('With history or rule changes, members are told of what happened long ago.')}
      >
        <Select
          {...several}
          placeholder={t('Live and by hand')}
          options={CHANGE_ORIGINS.map((value) => ({ value, label: t(ORIGIN_TITLES[value]) }))}
        />
      </Form.Item>
      <BatchFields
        mode={mode}
        options={[
          { value: 'batched', label: t('Once for many changes') },
          { value: 'single', label: t('For each change') },
        ]}
        warning={t('A large community starts thousands of executions this way when many members fall silent at once.')}
        seconds={{
          label: t('Seconds for which changes are gathered'),
          extra: t('Changes are gathered for so long, and handed over together.'),
          limits: STAGE_SECONDS,
        }}
        most={{
          label: t('Most changes in one execution'),
          extra: t('What is beyond that goes into the next execution.'),
          limits: STAGE_MOST,
        }}
      />
      <Form.Item name={['config', 'appends']} label={t('Linked records')} extra={t('Handed over with each member.')}>
        <Select {...several} options={MEMBER_APPENDS.map((value) => ({ value, label: t(APPEND_TITLES[value]) }))} />
      </Form.Item>
    </>
  );
}
