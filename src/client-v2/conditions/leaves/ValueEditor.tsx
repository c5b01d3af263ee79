import { Flex, theme } from 'antd';
import React from 'react';
import type { Value } from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';
import { problemsWithin } from '../problems';
import type { Unit } from '../words';
import { MetricEditor } from './MetricEditor';
import { NumberInput } from './NumberInput';
import { ValueMenu } from './ValueMenu';

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
  const { value, path, onChange, label, measured = false } = props;
  const { problems } = useBuilder();
  const { token } = theme.useToken();
  const wrong = problemsWithin(problems, path).length > 0;
  return (
    <Flex
      wrap
      gap={4}
      align="flex-start"
      role="group"
      aria-label={label}
      data-invalid={wrong || undefined}
      style={{
        borderRadius: token.borderRadius,
        outline: wrong ? `1px solid ${token.colorError}` : undefined,
        outlineOffset: 2,
      }}
    >
      <Parts {...props} />
      <ValueMenu value={value} onChange={onChange} label={label} measured={measured} />
    </Flex>
  );
}

const Word = ({ children }: { children: React.ReactNode }) => <span style={{ lineHeight: '32px' }}>{children}</span>;

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
        <Word>÷</Word>
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
      <>
        <Word>{t('average of all:')}</Word>
        <ValueEditor
          value={value.mean}
          path={`${path}.mean`}
          label={t('Average of')}
          onChange={(mean) => onChange({ mean })}
          measured
        />
      </>
    );
  if ('percentile' in value)
    return (
      <>
        <Word>{t('percentile')}</Word>
        <NumberInput
          value={value.percentile}
          label={t('Percentile')}
          least={0}
          most={100}
          onChange={(percentile) => onChange({ percentile, of: value.of })}
        />
        <Word>{t('of all:')}</Word>
        <ValueEditor
          value={value.of}
          path={`${path}.of`}
          label={t('Percentile of')}
          onChange={(of) => onChange({ percentile: value.percentile, of })}
          measured
        />
      </>
    );
  return <MetricEditor value={value} label={label} onChange={onChange} />;
}
