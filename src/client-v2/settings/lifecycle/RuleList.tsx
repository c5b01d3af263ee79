import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import React from 'react';
import { ruleTitle } from '../../../common/shippedTitles';
import { problemsWithin, type Problem, type Words } from '../../conditions';
import { RuleRow } from './RuleRow';
import { byStage, copyOf, fingerprint, newRule, type EditedRule, type Stage } from './rules';
import { StageTag } from './StageTag';

export interface RuleListProps {
  rules: readonly EditedRule[];
  /** The rules in force, to mark what differs. */
  stored: readonly EditedRule[];
  stages: readonly Stage[];
  words: Words;
  problems: readonly Problem[];
  /** Key of the rule that is being edited. */
  open: string | null;
  onOpen(key: string | null): void;
  onChange(rules: EditedRule[]): void;
  onHistory(rule: EditedRule): void;
}

/** The rules by the stage that they lead to. */
export function RuleList(props: RuleListProps): React.ReactElement {
  const { rules, stored, stages, words, problems, open, onOpen, onChange, onHistory } = props;
  const { t } = words;
  const add = (rule: EditedRule) => {
    onChange([...rules, rule]);
    onOpen(rule.key);
  };
  const isChanged = (rule: EditedRule) => {
    const before = stored.find(({ key }) => key === rule.key);
    return !before || fingerprint([before]) !== fingerprint([rule]);
  };
  return (
    <Flex vertical gap="large">
      {byStage(rules, stages).map(({ stage, rules: own }) => (
        <section key={stage} data-stage-rules={stage}>
          <Flex align="center" justify="space-between" style={{ marginBottom: 8 }}>
            <StageTag stage={stage} stages={stages} />
            <Button
              size="small"
              type="link"
              icon={<PlusOutlined />}
              aria-label={t('Add a rule for {{stage}}', {
                stage: stages.find(({ key }) => key === stage)?.title ?? stage,
              })}
              onClick={() => add(newRule(rules, stage))}
            >
              {t('Add rule')}
            </Button>
          </Flex>
          <Flex vertical gap="small">
            {own.map((rule) => {
              const path = `rules[${rules.indexOf(rule)}]`;
              return (
                <RuleRow
                  key={rule.key}
                  rule={rule}
                  path={path}
                  stages={stages}
                  words={words}
                  problems={problemsWithin(problems, path)}
                  changed={isChanged(rule)}
                  open={open === rule.key}
                  onToggle={() => onOpen(open === rule.key ? null : rule.key)}
                  onChange={(next) => onChange(rules.map((old) => (old === rule ? next : old)))}
                  onDuplicate={() =>
                    add(copyOf(rules, rule, t('{{title}} (copy)', { title: ruleTitle(words, rule.key, rule.title) })))
                  }
                  onDelete={() => onChange(rules.filter((old) => old !== rule))}
                  onHistory={() => onHistory(rule)}
                />
              );
            })}
            {own.length === 0 && <Typography.Text type="secondary">{t('No rule leads here.')}</Typography.Text>}
          </Flex>
        </section>
      ))}
    </Flex>
  );
}
