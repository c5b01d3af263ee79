import { CopyOutlined, DeleteOutlined, EditOutlined, HistoryOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Popconfirm, Space, Switch, Tag, theme, Tooltip, Typography } from 'antd';
import React from 'react';
import { ruleTitle } from '../../../common/shippedTitles';
import { ConditionSentence, type Problem, type Words } from '../../conditions';
import { RuleForm } from './RuleForm';
import { keepModeOf, type EditedRule, type Stage } from './rules';
import { StageTag } from './StageTag';

export interface RuleRowProps {
  rule: EditedRule;
  /** Where the rule stands in what is sent, e.g. `rules[2]`. */
  path: string;
  stages: readonly Stage[];
  words: Words;
  /** What is wrong inside of this rule. */
  problems: readonly Problem[];
  changed: boolean;
  open: boolean;
  onToggle(): void;
  onChange(rule: EditedRule): void;
  onDuplicate(): void;
  onDelete(): void;
  onHistory(): void;
}

/** A rule to read, and to edit in place. */
export function RuleRow(props: RuleRowProps): React.ReactElement {
  const { rule, path, stages, words, problems, changed, open } = props;
  const { t } = words;
  const { token } = theme.useToken();
  const opacity = rule.enabled ? 1 : 0.55;
  const title = ruleTitle(words, rule.key, rule.title) || t('(without a title)');
  const tool = (label: string, icon: React.ReactNode, onClick?: () => void, danger = false) => (
    <Tooltip title={label} mouseEnterDelay={0.5}>
      <Button
        type="text"
        size="small"
        danger={danger}
        icon={icon}
        aria-label={t('{{action}}: {{title}}', { action: label, title })}
        onClick={onClick}
      />
    </Tooltip>
  );
  return (
    <Card
      size="small"
      data-rule={rule.key}
      style={{
        borderColor: problems.length > 0 ? token.colorErrorBorder : changed ? token.colorWarningBorder : undefined,
      }}
    >
      <Flex gap="small" align="flex-start" justify="space-between">
        <div style={{ minWidth: 0, opacity }}>
          <Space wrap size={4}>
            <Typography.Text strong>{title}</Typography.Text>
            {rule.version === null ? (
              <Tag color="blue">{t('New')}</Tag>
            ) : (
              <Tag>{t('Version {{version}}', { version: rule.version })}</Tag>
            )}
            {changed && rule.version !== null && <Tag color="gold">{t('Edited')}</Tag>}
            {problems.length > 0 && !open && <Tag color="red">{t('Incomplete')}</Tag>}
          </Space>
        </div>
        <Flex align="center" gap={4} style={{ flex: 'none' }}>
          <Switch
            size="small"
            checked={rule.enabled}
            aria-label={t('{{action}}: {{title}}', { action: t('In use'), title })}
            onChange={(enabled) => props.onChange({ ...rule, enabled })}
          />
          {tool(open ? t('Close') : t('Edit'), open ? <UpOutlined /> : <EditOutlined />, props.onToggle)}
          {tool(t('Duplicate'), <CopyOutlined />, props.onDuplicate)}
          {rule.version !== null && tool(t('Earlier versions'), <HistoryOutlined />, props.onHistory)}
          <Popconfirm
            title={t('Delete this rule?')}
            description={t('It takes effect when you save.')}
            okText={t('Delete')}
            cancelText={t('Cancel')}
            onConfirm={props.onDelete}
          >
            {tool(t('Delete'), <DeleteOutlined />, undefined, true)}
          </Popconfirm>
        </Flex>
      </Flex>
      {!open && (
        <div style={{ opacity }}>
          <div style={{ marginBlock: 4 }}>
            {rule.from.map((stage) => (
              <StageTag key={String(stage)} stage={stage} stages={stages} />
            ))}
            <span style={{ marginInlineEnd: 8 }}>→</span>
            <StageTag stage={rule.to} stages={stages} />
            <Typography.Text type="secondary">
              {t('Priority {{priority}}', { priority: rule.priority })}
            </Typography.Text>
          </div>
          <ConditionSentence condition={rule.enter} words={words} />
          <div>
            <KeepLine rule={rule} words={words} />
          </div>
        </div>
      )}
      {open && (
        <RuleForm rule={rule} path={path} stages={stages} words={words} problems={problems} onChange={props.onChange} />
      )}
    </Card>
  );
}

function KeepLine({ rule, words }: { rule: EditedRule; words: Words }): React.ReactElement {
  const { t } = words;
  const mode = keepModeOf(rule);
  if (mode === 'own' && rule.keep !== null && typeof rule.keep !== 'string')
    return (
      <Typography.Text type="secondary">
        <span style={{ marginInlineEnd: 4 }}>{t('Kept while:')}</span>
        <ConditionSentence condition={rule.keep} words={words} secondary />
      </Typography.Text>
    );
  return (
    <Typography.Text type="secondary">
      {mode === 'untilAnother'
        ? t('Kept until another rule fires.')
        : t('Kept while the same holds, eased by a tenth.')}
    </Typography.Text>
  );
}
