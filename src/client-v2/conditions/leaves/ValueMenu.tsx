import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip, type MenuProps } from 'antd';
import React from 'react';
import type { Value } from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';
import { metricOf } from '../words';
import { converted, formOfValue, restrictedTo, VALUE_FORMS, type ValueForm } from './valueForms';

const VALUE_TITLES: Record<ValueForm, string> = {
  number: 'Number',
  metric: 'Metric',
  ratio: 'Ratio',
  mean: 'Average of all',
  percentile: 'Percentile of all',
};

export interface ValueMenuProps {
  value: Value;
  onChange(value: Value): void;
  label: string;
  /** Whether it is what is measured: a plain number or a figure of all members says nothing there. */
  measured: boolean;
}

/** What a value can be instead, and how a metric can be narrowed down: asked for rarely, so behind a button. */
export function ValueMenu({ value, onChange, label, measured }: ValueMenuProps): React.ReactElement {
  const { words } = useBuilder();
  const { t, catalogue } = words;
  const form = formOfValue(value);
  const forms = VALUE_FORMS.filter((name) => name === form || !measured || name === 'metric' || name === 'ratio');
  const items: MenuProps['items'] = forms.map((name) => ({ key: name, label: t(VALUE_TITLES[name]) }));
  const actions: Record<string, () => void> = Object.fromEntries(
    forms.map((name) => [name, () => onChange(converted(value, name))]),
  );
  if (value !== null && typeof value === 'object' && 'metric' in value) {
    const { window, kinds, groups } = value;
    const can = metricOf(value.metric, words)?.restrictable;
    const narrow = (key: string, title: string, act: () => void) => {
      items.push({ key, label: title });
      actions[key] = act;
    };
    items.push({ type: 'divider' });
    if (can?.kinds && !kinds) narrow('kinds', t('Only some kinds'), () => onChange(restrictedTo(value, { kinds: [] })));
    if (can?.groups && !groups && catalogue.groups.length > 0)
      narrow('groups', t('Only some groups'), () => onChange(restrictedTo(value, { groups: [] })));
    if (window && window.endingDaysAgo === undefined)
      narrow('ending', t('Ending earlier'), () =>
        onChange(restrictedTo(value, { window: { ...window, endingDaysAgo: window.days } })),
      );
  }
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{ items, selectable: true, selectedKeys: [form], onClick: ({ key }) => actions[key]?.() }}
    >
      <Tooltip title={t('What else it can be')} mouseEnterDelay={0.5}>
        <Button
          type="text"
          size="small"
          style={{ marginBlock: 4 }}
          icon={<MoreOutlined />}
          aria-label={t('{{what}}: what else it can be', { what: label })}
        />
      </Tooltip>
    </Dropdown>
  );
}
