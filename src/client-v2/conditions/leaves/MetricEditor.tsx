import { Select, Typography } from 'antd';
import React from 'react';
import type { MetricValue } from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';
import { metricOf } from '../words';
import { MetricPicker } from './MetricPicker';
import { restrictedTo } from './valueForms';
import { WindowEditor } from './WindowEditor';

const DEFAULT_WINDOW = { days: 30 };

/** On a line of its own among the parts of a value. */
const OWN_LINE = { flexBasis: '100%' };

export interface MetricEditorProps {
  value: MetricValue;
  label: string;
  onChange(value: MetricValue): void;
}

/** A metric, the days it looks at, and the kinds and groups that alone are counted. */
export function MetricEditor({ value, label, onChange }: MetricEditorProps): React.ReactElement {
  const { words } = useBuilder();
  const { t, catalogue } = words;
  const metric = metricOf(value.metric, words);
  const restrict = (change: Partial<MetricValue>) => onChange(restrictedTo(value, change));

  /** What the new metric cannot be asked for is left out; a window to look at is the usual case. */
  const choose = (key: string) => {
    const can = metricOf(key, words)?.restrictable;
    onChange(
      restrictedTo(value, {
        metric: key,
        kinds: can?.kinds ? value.kinds : undefined,
        groups: can?.groups ? value.groups : undefined,
        window: can?.window ? (value.window ?? DEFAULT_WINDOW) : undefined,
      }),
    );
  };

  const only = (
    title: string,
    keys: string[],
    options: Array<{ value: string; label: string }>,
    name: 'kinds' | 'groups',
  ) => (
    <Select<string[]>
      mode="multiple"
      aria-label={title}
      placeholder={title}
      style={{ minWidth: 220 }}
      value={keys}
      optionFilterProp="label"
      options={options}
      // Nothing chosen any more = no restriction any more.
      onChange={(next) => restrict({ [name]: next.length > 0 ? next : undefined })}
    />
  );

  return (
    <>
      <MetricPicker value={value.metric} onChange={choose} label={t('{{what}}: metric', { what: label })} />
      {metric?.restrictable.window && <WindowEditor value={value.window} onChange={(window) => restrict({ window })} />}
      {value.kinds &&
        only(
          t('Only these kinds'),
          value.kinds,
          catalogue.kinds.map(({ key, title }) => ({ value: key, label: title })),
          'kinds',
        )}
      {value.groups &&
        only(
          t('Only these groups'),
          value.groups,
          catalogue.groups.map(({ id, title }) => ({ value: id, label: title })),
          'groups',
        )}
      {metric?.proxy && (
        <Typography.Text type="secondary" style={{ ...OWN_LINE, order: 1, fontSize: 12 }}>
          {metric.proxy}
        </Typography.Text>
      )}
    </>
  );
}
