import { Flex, Select, theme } from 'antd';
import React from 'react';
import type { Value } from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';
import { problemsWithin } from '../problems';
import type { Unit } from '../words';
import { MetricEditor } from './MetricEditor';
import { NumberInput } from './NumberInput';

type ValueForm = 'number' | 'metric' | 'ratio' | 'mean' | 'percentile';

const VALUE_TITLES: Record<ValueForm, string> = {
  number: 'Number',
  metric: 'Metric',
  ratio: 'Ratio',
  mean: 'Average of all',
  percentile: 'Percentile of all',
};

function formOfValue(value: Value): ValueForm {
  if (value === null || typeof value === 'number') return 'number';
  return (['metric', 'ratio', 'mean', 'percentile'] as const).find((form) => form in value) ?? 'metric';
}

/** The value in another form; the metric that is there already is kept. */
function converted(value: Value, form: ValueForm): Value {
  const metric: Value =
    value !== null && typeof value === 'object'
      ? 'metric' in value
        ? value
        : 'ratio' in value
          ? value.ratio[0]
          : 'mean' in value
            ? value.mean
            : value.of
      : { metric: '' };
  switch (form) {
    case 'number':
      return Number.NaN;
    case 'metric':
      return metric;
    case 'ratio':
      return { ratio: [metric, { metric: '' }] };
    case 'mean':
      return { mean: metric };
    case 'percentile':
      return { percentile: 90, of: metric };
  }
}

export interface ValueEditorProps {
  value: Value;
  path: string;
  onChange(value: Value): void;
  /** Names the value for screen readers. */
  label: string;
  /** Unit of a plain number. */
  unit?: Unit;
  /** Whether it is what is measured: a plain number or a figure of all members says nothing there. */
  measured?: boolean;
}

/** A value: a number, a metric, or one made of metrics. */
export function ValueEditor(props: ValueEditorProps): React.ReactElement {
  const { value, path, onChange, label, unit, measured = false } = props;
  const { words, problems } = useBuilder();
  const { t } = words;
  const { token } = theme.useToken();
  const form = formOfValue(value);
  const forms = (Object.keys(VALUE_TITLES) as ValueForm[]).filter(
    (name) => name === form || !measured || name === 'metric' || name === 'ratio',
  );
  const wrong = problemsWithin(problems, path).length > 0;
  return (
    <Flex
      wrap
      gap={4}
      align="flex-start"
      role="group"
      aria-label={label}
      style={{
        padding: 4,
        margin: -4,
        borderRadius: token.borderRadius,
        outline: wrong ? `1px solid ${token.colorError}` : undefined,
      }}
      data-invalid={wrong || undefined}
    >
      <Select<ValueForm>
        aria-label={t('{{what}}: kind of value', { what: label })}
        variant="filled"
        popupMatchSelectWidth={false}
        value={form}
        options={forms.map((name) => ({ value: name, label: t(VALUE_TITLES[name]) }))}
        onChange={(next) => onChange(converted(value, next))}
      />
      <Parts {...props} label={label} unit={unit} />
    </Flex>
  );
}

function Parts({ value, path, onChange, label, unit }: ValueEditorProps): React.ReactElement {
  const { t } = useBuilder().words;
  if (value === null || typeof value === 'number')
    return <NumberInput value={value} unit={unit} label={t('{{what}}: number', { what: label })} onChange={onChange} />;
  if ('ratio' in value) {
    const [one, other] = value.ratio;
    return (
      <>
        <ValueEditor
          value={one}
          path={`${path}.ratio[0]`}
          label={t('Divided')}
          onChange={(next) => onChange({ ratio: [next, other] })}
        />
        <span style={{ lineHeight: '32px' }}>÷</span>
        <ValueEditor
          value={other}
          path={`${path}.ratio[1]`}
          label={t('Divisor')}
          onChange={(next) => onChange({ ratio: [one, next] })}
        />
      </>
    );
  }
  if ('mean' in value)
    return (
      <ValueEditor
        value={value.mean}
        path={`${path}.mean`}
        label={t('Average of')}
        onChange={(mean) => onChange({ mean })}
        measured
      />
    );
  if ('percentile' in value)
    return (
      <>
        <NumberInput
          value={value.percentile}
          label={t('Percentile')}
          least={0}
          most={100}
          suffix="%"
          onChange={(percentile) => onChange({ percentile, of: value.of })}
        />
        <ValueEditor
          value={value.of}
          path={`${path}.of`}
          label={t('Percentile of')}
          onChange={(of) => onChange({ percentile: value.percentile, of })}
          measured
        />
      </>
    );
  return <MetricEditor value={value} path={path} label={label} onChange={onChange} />;
}
