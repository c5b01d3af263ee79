import { Checkbox, Form, Input, Select, type FormInstance } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import { useReader } from '../../titles';
import { shownTitle, type Kind } from '../kinds/kind';
import {
  isFilter,
  mappingValues,
  templateText,
  type FieldChoice,
  type FieldRole,
  type Mapping,
  type MappingValues,
  type SourceOptions,
} from './mapping';

export interface MappingFieldsProps {
  form: FormInstance<MappingValues>;
  existing: Mapping | null;
  options: SourceOptions;
  kinds: Kind[];
}

interface Choice {
  value: string;
  label: string;
}

/** Which collection, whose activity a record is, when it happened and what it counts as. */
export function MappingFields({ form, existing, options, kinds }: MappingFieldsProps): React.ReactElement {
  const t = useT();
  const reader = useReader();
  const chosen = Form.useWatch('collectionName', form) ?? existing?.collectionName;
  const memberBy = Form.useWatch('memberBy', form) ?? existing?.memberBy ?? 'relation';
  const choice = ({ name, title }: { name: string; title: string }): Choice => {
    const shown = t(templateText(title));
    return { value: name, label: shown === name ? name : `${shown} (${name})` };
  };
  const fields: FieldChoice[] = options.collections.find(({ name }) => name === chosen)?.fields ?? [];
  const fitting = (role: FieldRole): Choice[] => fields.filter(({ roles }) => roles.includes(role)).map(choice);
  const required = [{ required: true, message: t('Choose one.') }];
  const pick = (name: keyof MappingValues, label: string, choices: Choice[], needed: boolean, extra?: string) => (
    <Form.Item name={name} label={label} rules={needed ? required : []} extra={extra}>
      <Select showSearch optionFilterProp="label" allowClear={!needed} options={choices} />
    </Form.Item>
  );
  return (
    <Form form={form} layout="vertical" initialValues={mappingValues(existing)} autoComplete="off">
      <Form.Item
        name="title"
        label={t('Name')}
        rules={[{ required: true, whitespace: true, message: t('Enter a name of at most 100 characters.') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      {pick('collectionName', t('Collection'), options.collections.map(choice), true)}
      {pick(
        'kind',
        t('Kind'),
        kinds.map((kind) => choice({ name: kind.key, title: shownTitle(kind, reader) })),
        true,
        t('What each record counts as. Further kinds are added under "Kinds".'),
      )}
      <Form.Item name="memberBy" label={t('Member found by')} rules={required}>
        <Select
          options={[
            { value: 'relation', label: t('A relation of the record to a member') },
            { value: 'account', label: t('The id of an account, e.g. the Telegram id') },
            { value: 'username', label: t('The user name of an account') },
            { value: 'field', label: t('A value that member and record have in common') },
          ]}
        />
      </Form.Item>
      {pick('memberField', t('Member field'), fitting(memberBy === 'relation' ? 'member' : 'text'), true)}
      {memberBy === 'field' &&
        pick('memberMatchField', t('Field of the member'), options.memberFields.map(choice), true)}
      {(memberBy === 'account' || memberBy === 'username') && (
        <Form.Item
          name="memberPlatform"
          label={t('Platform')}
          extra={t('telegram for accounts of Telegram; another name makes accounts of their own.')}
          rules={[{ required: true, message: t('Name the platform of the accounts, e.g. telegram.') }]}
        >
          <Input maxLength={32} placeholder="telegram" />
        </Form.Item>
      )}
      {pick('timeField', t('Time field'), fitting('time'), true)}
      {pick('amountField', t('Amount field'), fitting('number'), false)}
      {pick('currencyField', t('Currency field'), fitting('text'), false)}
      <Form.Item name="currency" label={t('Currency, where no field gives it')}>
        <Input maxLength={3} placeholder="CNY" />
      </Form.Item>
      {pick('groupField', t('Group field'), fitting('group'), false, t('Empty: it happened outside any group.'))}
      <Form.Item
        name="filter"
        label={t('Only records that match (filter of NocoBase as JSON)')}
        rules={[
          {
            validator: async (_, value?: string) => {
              if (!isFilter(value)) throw new Error(t('Enter a JSON object, or leave it empty.'));
            },
          },
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} placeholder='{ "status": "paid" }' />
      </Form.Item>
      <Form.Item name="enabled" valuePropName="checked" extra={t('Switched off, its activities do not count.')}>
        <Checkbox>{t('Enabled')}</Checkbox>
      </Form.Item>
    </Form>
  );
}
