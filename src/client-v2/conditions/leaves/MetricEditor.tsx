import { Button, Flex, Select, Typography } from 'antd';
import React from 'react';
import type { MetricValue } from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';
import { metricOf } from '../words';
import { MetricPicker } from './MetricPicker';
import { WindowEditor } from './WindowEditor';

const DEFAULT_WINDOW = { days: 30 };

export interface MetricEditorProps {
  value: MetricValue;
  path: string;
  label: string;
  onChange(value: MetricValue): void;
}

/** A metric, the days it looks at, and the kinds and groups that alone are counted. */
export function MetricEditor({ value, label, onChange }: MetricEditorProps): React.ReactElement {
  const { words } = useBuilder();
  const { t, catalogue } = words;
  const metric = metricOf(value.metric, words);
  const can = metric?.restrictable;

  /** What the new metric cannot be asked for is left out; a window to look at is the usual case. */
  const choose = (key: string) => {
    const next = metricOf(key, words)?.restrictable;
    onChange({
      metric: key,
      ...(next?.kinds && value.kinds ? { kinds: value.kinds } : {}),
      ...(next?.groups && value.groups ? { groups: value.groups } : {}),
      ...(next?.window ? { window: value.window ?? DEFAULT_WINDOW } : {}),
    });
  };
  const { kinds, groups, window, ...rest } = value;
  const restrict = (change: Pick<MetricValue, 'kinds' | 'groups' | 'window'>) => {
    const all = { kinds, groups, window, ...change };
    onChange({
      ...rest,
      ...(all.kinds ? { kinds: all.kinds } : {}),
      ...(all.groups ? { groups: all.groups } : {}),
      ...(all.window ? { window: all.window } : {}),
    });
  };

  return (
    <Flex vertical gap={4}>
      <Flex wrap gap={4} align="center">
        <MetricPicker value={value.metric} onChange={choose} label={t('{{what}}: metric', { what: label })} />
        {can?.window && <WindowEditor value={window} onChange={(next) => restrict({ window: next })} />}
        {can?.kinds && !kinds && (
          <Button size="small" type="link" onClick={() => restrict({ kinds: [] })}>
            {t('Only some kinds')}
          </Button>
        )}
        {can?.groups && !groups && catalogue.groups.length > 0 && (
          <Button size="small" type="link" onClick={() => restrict({ groups: [] })}>
            {t('Only some groups')}
          </Button>
        )}
      </Flex>
      {kinds && (
        <Select
          mode="multiple"
          allowClear
          aria-label={t('Only these kinds')}
          placeholder={t('Only these kinds')}
          style={{ minWidth: 240 }}
          value={kinds}
          optionFilterProp="label"
          options={catalogue.kinds.map(({ key, title }) => ({ value: key, label: title }))}
          onChange={(next) => restrict({ kinds: next.length > 0 ? next : undefined })}
        />
      )}
      {groups && (
        <Select
          mode="multiple"
          allowClear
          aria-label={t('Only these groups')}
          placeholder={t('Only these groups')}
          style={{ minWidth: 240 }}
          value={groups}
          optionFilterProp="label"
          options={catalogue.groups.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(next) => restrict({ groups: next.length > 0 ? next : undefined })}
        />
      )}
      {metric?.proxy && (
        <Typography.Text type="secondary" style={{ fontSize: 12, maxWidth: 420 }}>
          {metric.proxy}
        </Typography.Text>
      )}
    </Flex>
  );
}
