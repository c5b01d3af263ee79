import { Form, Select } from 'antd';
import React from 'react';
import { MEMBER_APPENDS, STAGE_MOST, STAGE_SECONDS, type CHANGE_ORIGINS } from '../../common/workflow';
import { useT } from '../locale';
import { BatchFields } from './BatchFields';

type Origin = (typeof CHANGE_ORIGINS)[number];

const ORIGIN_TITLES: Record<Origin, string> = {
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

/** What triggers for recorded changes of members share: which origins count, how they are handed over, and with what. */
export function ChangeFields({ origins }: { origins: readonly Origin[] }): React.ReactElement {
  const t = useT();
  const mode = Form.useWatch<string | undefined>(['config', 'mode']);
  const several = { mode: 'multiple', allowClear: true, optionFilterProp: 'label' } as const;
  return (
    <>
      <Form.Item
        name={['config', 'origins']}
        label={t('Origin')}
        extra={t('With history or rule changes, members are told of what happened long ago.')}
      >
        <Select
          {...several}
          placeholder={t('Live and by hand')}
          options={origins.map((value) => ({ value, label: t(ORIGIN_TITLES[value]) }))}
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
