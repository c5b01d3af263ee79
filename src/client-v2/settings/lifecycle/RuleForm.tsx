import { Divider, Flex, Form, Input, InputNumber, Radio, Select, Tag } from 'antd';
import React from 'react';
import { ruleTitle } from '../../../common/shippedTitles';
import { ConditionBuilder, problemsWithin, type Problem, type Words } from '../../conditions';
import { keepModeOf, withKeep, type EditedRule, type KeepMode, type Stage } from './rules';

/** In a list of stages, the members that carry none. */
const NO_STAGE = '';

const KEEP_TITLES: Record<KeepMode, string> = {
  eased: 'While the condition above holds, eased by a tenth',
  own: 'While a condition of its own holds',
  untilAnother: 'Until another rule fires',
};

export interface RuleFormProps {
  rule: EditedRule;
  path: string;
  stages: readonly Stage[];
  words: Words;
  problems: readonly Problem[];
  onChange(rule: EditedRule): void;
}

/** Everything about a rule that can be changed; each change goes into the draft at once. */
export function RuleForm({ rule, path, stages, words, problems, onChange }: RuleFormProps): React.ReactElement {
  const { t } = words;
  const set = (change: Partial<EditedRule>) => onChange({ ...rule, ...change });
  const wrong = (name: string) => {
    const found = problemsWithin(problems, `${path}.${name}`);
    return found.length > 0 ? { validateStatus: 'error' as const, help: found.map(({ text }) => text).join(' ') } : {};
  };
  const options = stages.map(({ key, title }) => ({ value: key, label: title }));
  const colourOf = (key: string) => stages.find((stage) => stage.key === key)?.color ?? undefined;
  const mode = keepModeOf(rule);
  return (
    <Form layout="vertical" component="div" style={{ marginTop: 16 }}>
      <Form.Item label={t('Title')} htmlFor={`${path}.title`} {...wrong('title')}>
        <Input
          id={`${path}.title`}
          maxLength={100}
          value={ruleTitle(words, rule.key, rule.title)}
          onChange={(event) => set({ title: event.target.value })}
        />
      </Form.Item>
      <Flex wrap gap="middle">
        <Form.Item label={t('From')} style={{ flex: 2, minWidth: 240 }} {...wrong('from')}>
          <Select<string[]>
            mode="multiple"
            aria-label={t('From')}
            value={rule.from.map((stage) => stage ?? NO_STAGE)}
            options={[{ value: NO_STAGE, label: t('No stage yet') }, ...options]}
            tagRender={({ label, value, closable, onClose }) => (
              <Tag color={colourOf(String(value))} closable={closable} onClose={onClose}>
                {label}
              </Tag>
            )}
            onChange={(next) => set({ from: next.map((stage) => (stage === NO_STAGE ? null : stage)) })}
          />
        </Form.Item>
        <Form.Item label={t('To')} style={{ flex: 1, minWidth: 160 }} {...wrong('to')}>
          <Select
            aria-label={t('To')}
            value={rule.to || undefined}
            options={options}
            labelRender={({ label, value }) => (
              <Tag color={colourOf(String(value))} bordered={false}>
                {label}
              </Tag>
            )}
            onChange={(to) => set({ to })}
          />
        </Form.Item>
        <Form.Item
          label={t('Priority')}
          tooltip={t('If several rules apply to a member, the one with the highest number wins.')}
          {...wrong('priority')}
        >
          <InputNumber
            aria-label={t('Priority')}
            precision={0}
            value={Number.isFinite(rule.priority) ? rule.priority : null}
            onChange={(priority) => set({ priority: priority ?? Number.NaN })}
          />
        </Form.Item>
        <Form.Item
          label={t('Minimum stay')}
          tooltip={t('So many days a member stays before a rule may lead to a lower stage. Rises are never held up.')}
          {...wrong('minimumStayDays')}
        >
          <InputNumber
            aria-label={t('Minimum stay')}
            min={0}
            precision={0}
            suffix={t('days')}
            style={{ width: 120 }}
            value={Number.isFinite(rule.minimumStayDays) ? rule.minimumStayDays : null}
            onChange={(minimumStayDays) => set({ minimumStayDays: minimumStayDays ?? Number.NaN })}
          />
        </Form.Item>
      </Flex>
      <Divider orientation="left" orientationMargin={0} style={{ marginTop: 0 }}>
        {t('A member enters the stage when')}
      </Divider>
      <ConditionBuilder
        value={rule.enter}
        path={`${path}.enter`}
        label={t('A member enters the stage when')}
        words={words}
        problems={problems}
        onChange={(enter) => set({ enter })}
      />
      <Divider orientation="left" orientationMargin={0}>
        {t('and keeps it')}
      </Divider>
      <Radio.Group
        aria-label={t('and keeps it')}
        value={mode}
        style={{ display: 'flex', flexDirection: 'column', gap: 8, marginBottom: 16 }}
        options={(Object.keys(KEEP_TITLES) as KeepMode[]).map((name) => ({ value: name, label: t(KEEP_TITLES[name]) }))}
        onChange={(event) => onChange(withKeep(rule, event.target.value as KeepMode))}
      />
      {rule.keep !== null && typeof rule.keep !== 'string' && (
        <ConditionBuilder
          value={rule.keep}
          path={`${path}.keep`}
          label={t('and keeps it')}
          words={words}
          problems={problems}
          onChange={(keep) => set({ keep })}
        />
      )}
    </Form>
  );
}
