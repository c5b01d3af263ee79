import { useFlowEngine } from '@nocobase/flow-engine';
import { AutoComplete, Form, InputNumber, Select } from 'antd';
import React, { useMemo } from 'react';
import type { TemplateParameter, TemplateValues } from '../../../../common/segmentTemplateParameters';
import { PARAMETER_TITLES } from '../../../../common/segmentTemplateTexts';
import type { Words } from '../../../conditions';
import { fieldChoices } from './fieldChoices';

export interface TemplateParametersProps {
  /** Names the template, so that ids are unique on the page. */
  template: string;
  parameters: readonly TemplateParameter[];
  values: TemplateValues;
  /** Names of those that are missing or out of their limits. */
  missing: readonly string[];
  words: Words;
  onChange(values: TemplateValues): void;
}

/** The few things a template asks for. */
export function TemplateParameters(props: TemplateParametersProps): React.ReactElement {
  const { template, parameters, values, missing, words, onChange } = props;
  const { t } = words;
  return (
    <Form layout="vertical" component="div" size="small" style={{ display: 'flex', flexWrap: 'wrap', columnGap: 12 }}>
      {parameters.map((parameter) => {
        const { name } = parameter;
        const id = `${template}-${name}`;
        const wide = ['field', 'texts', 'kinds', 'stages'].includes(parameter.kind);
        return (
          <Form.Item
            key={name}
            label={t(PARAMETER_TITLES[name])}
            htmlFor={id}
            validateStatus={missing.includes(name) ? 'warning' : undefined}
            style={{ marginBottom: 8, flex: wide ? '1 1 100%' : '0 1 auto' }}
          >
            <Input
              id={id}
              parameter={parameter}
              value={values[name]}
              words={words}
              onChange={(value) => onChange({ ...values, [name]: value })}
            />
          </Form.Item>
        );
      })}
    </Form>
  );
}

interface InputProps {
  id: string;
  parameter: TemplateParameter;
  value: TemplateValues[string] | undefined;
  words: Words;
  onChange(value: TemplateValues[string]): void;
}

function Input({ id, parameter, value, words, onChange }: InputProps): React.ReactElement {
  const { catalogue } = words;
  const shown = typeof value === 'number' && Number.isFinite(value) ? value : null;
  switch (parameter.kind) {
    case 'number':
    case 'hour':
      return (
        <InputNumber
          id={id}
          style={{ width: 120 }}
          min={parameter.least}
          max={parameter.most}
          value={shown}
          onChange={(number) => onChange(number ?? Number.NaN)}
        />
      );
    case 'share':
      return (
        <InputNumber
          id={id}
          style={{ width: 120 }}
          min={1}
          max={parameter.name === 'growth' ? 10_000 : 100}
          suffix="%"
          value={shown === null ? null : Math.round(shown * 100)}
          onChange={(percent) => onChange(percent === null ? Number.NaN : percent / 100)}
        />
      );
    case 'kinds':
    case 'stages':
      return (
        <Select<string[]>
          id={id}
          mode="multiple"
          optionFilterProp="label"
          value={(value as string[]) ?? []}
          options={catalogue[parameter.kind].map(({ key, title }) => ({ value: key, label: title }))}
          onChange={onChange}
        />
      );
    case 'texts':
      return (
        <Select<string[]>
          id={id}
          mode="tags"
          tokenSeparators={[',', '，', ';']}
          open={false}
          suffixIcon={null}
          value={(value as string[]) ?? []}
          onChange={(texts) => onChange(texts.map((text) => text.trim()).filter(Boolean))}
        />
      );
    case 'field':
      return <FieldInput id={id} value={String(value ?? '')} words={words} onChange={onChange} />;
  }
}

function FieldInput(props: { id: string; value: string; words: Words; onChange(path: string): void }) {
  const { id, value, words, onChange } = props;
  const { t } = words;
  const { context } = useFlowEngine();
  const choices = useMemo(
    () => fieldChoices(context.dataSourceManager?.getCollection('main', 'communityMembers'), t),
    [context, t],
  );
  return (
    <AutoComplete
      id={id}
      value={value}
      placeholder={t('Search fields, also of linked records')}
      options={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
      filterOption={(input, option) =>
        `${String(option?.label)} ${option?.value}`.toLocaleLowerCase().includes(input.toLocaleLowerCase())
      }
      onChange={onChange}
    />
  );
}
