import { Form, Radio, Select } from 'antd';
import React from 'react';
import { MEMBER_APPENDS, SEGMENT_CHANGE_ORIGINS, STAGE_MOST, STAGE_SECONDS } from '../../common/workflow';
import { useT } from '../locale';
import { BatchFields } from './BatchFields';
import { SegmentSelect } from './SegmentSelect';

const ORIGIN_TITLES: Record<(typeof SEGMENT_CHANGE_ORIGINS)[number], string> = {
  live: 'Live',
  manual: 'By hand',
  import: 'Import',
  edit: 'Rule change',
};

const APPEND_TITLES: Record<(typeof MEMBER_APPENDS)[number], string> = {
  owner: 'Owner',
  tags: 'Tags',
  identities: 'Accounts',
  memberships: 'Memberships',
};

/** Options of the trigger "segment entered or left". */
export default function SegmentChangedFieldset(): React.ReactElement {
  const t = useT();
  const mode = Form.useWatch<string | undefined>(['config', 'mode']);
  const several = { mode: 'multiple', allowClear: true, optionFilterProp: 'label' } as const;
  return (
    <>
      <SegmentSelect />
      <Form.Item name={['config', 'change']} label={t('Starts when a member')}>
        <Radio.Group
          options={[
            { value: 'entered', label: t('enters') },
            { value: 'left', label: t('leaves') },
            { value: 'both', label: t('enters or leaves') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name={['config', 'origins']}
        label={t('Origin')}
        extra={t('With history or rule changes, members are told of what happened long ago.')}
      >
        <Select
          {...several}
          placeholder={t('Live and by hand')}
          options={SEGMENT_CHANGE_ORIGINS.map((value) => ({ value, label: t(ORIGIN_TITLES[value]) }))}
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
