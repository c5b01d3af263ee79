import { Flex, Select, Tag } from 'antd';
import React from 'react';
import type { Condition, LabelLeaf } from '../../../common/conditions';
import { useBuilder } from '../BuilderContext';
import { labelLeaf } from '../forms';

const LABEL_TITLES: Record<LabelLeaf, string> = {
  stage: 'Stage',
  tag: 'Tag',
  persona: 'Persona',
  tier: 'Value tier',
  interest: 'Interest',
};

export interface LabelLeafEditorProps {
  label: LabelLeaf;
  keys: string[];
  onChange(value: Condition): void;
}

/** Labels of which the subject must carry one, in their colours. */
export function LabelLeafEditor({ label, keys, onChange }: LabelLeafEditorProps): React.ReactElement {
  const { t, catalogue } = useBuilder().words;
  const lists: Record<LabelLeaf, ReadonlyArray<{ key: string; title: string; color?: string | null }>> = {
    stage: catalogue.stages,
    tag: catalogue.tags,
    persona: catalogue.personas,
    tier: catalogue.tiers,
    interest: [],
  };
  const options = lists[label];
  const colourOf = (key: string) => options.find((option) => option.key === key)?.color ?? undefined;
  return (
    <Flex gap="small" align="center" wrap>
      <span>{t('{{label}} is one of', { label: t(LABEL_TITLES[label]) })}</span>
      <Select<string[]>
        mode={label === 'interest' ? 'tags' : 'multiple'}
        aria-label={t(LABEL_TITLES[label])}
        style={{ minWidth: 240 }}
        value={keys}
        optionFilterProp="label"
        options={options.map(({ key, title }) => ({ value: key, label: title }))}
        optionRender={(option) => (
          <Tag color={colourOf(String(option.value))} bordered={false}>
            {option.label}
          </Tag>
        )}
        tagRender={({ label: title, value, closable, onClose }) => (
          <Tag color={colourOf(String(value))} closable={closable} onClose={onClose} style={{ marginInlineEnd: 4 }}>
            {title}
          </Tag>
        )}
        onChange={(next) => onChange(labelLeaf(label, next))}
      />
    </Flex>
  );
}
