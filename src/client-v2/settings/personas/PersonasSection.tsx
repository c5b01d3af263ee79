import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Card, Empty, Flex, Switch, Tooltip, Typography } from 'antd';
import React, { useState } from 'react';
import type { LibraryEntry } from '../../../common/ruleLibrary';
import { ConditionSentence, type Words } from '../../conditions';
import { LabelTag } from '../../fields/LabelTag';
import { usersOf } from '../library/entries';
import { EntryTools } from '../library/EntryTools';
import { SizeCell } from '../library/SizeCell';
import type { Library } from '../library/useLibrary';
import { copyOf, newRuleFor, ruleOf, type LabelRuleStart } from '../labels/ruleDraft';
import { byPriority, moved } from './order';

export interface PersonasSectionProps {
  entries: readonly LibraryEntry[];
  library: Library;
  words: Words;
  onEdit(start: LabelRuleStart): void;
}

/** The personas in the order in which they are tried; each member has the first that fits. */
export function PersonasSection({ entries, library, words, onEdit }: PersonasSectionProps): React.ReactElement {
  const { t } = words;
  const [busy, setBusy] = useState(false);
  const personas = byPriority(entries);
  const move = async (from: number, to: number) => {
    setBusy(true);
    await library.attempt(async () => {
      for (const { id, priority } of moved(personas, from, to))
        await library.send('communityRules:update', { priority }, id);
    });
    setBusy(false);
  };
  const arrow = (label: string, icon: React.ReactNode, entry: LibraryEntry, from: number, to: number) => (
    <Tooltip title={label} mouseEnterDelay={0.5}>
      <Button
        type="text"
        size="small"
        icon={icon}
        disabled={busy || to < 0 || to >= personas.length}
        aria-label={t('{{action}}: {{title}}', { action: label, title: entry.title })}
        onClick={() => void move(from, to)}
      />
    </Tooltip>
  );
  return (
    <Flex vertical gap="middle">
      <Flex justify="space-between" gap="small" wrap align="flex-start">
        <Typography.Paragraph type="secondary" style={{ maxWidth: 760, marginBottom: 0 }}>
          {t(
            'A persona says how somebody takes part, and what to do about it. Of those that fit a member, the first of this list is given.',
          )}
        </Typography.Paragraph>
        <Button
          icon={<PlusOutlined />}
          onClick={() => onEdit(newRuleFor('persona', '', '', (personas[0]?.priority ?? 0) + 10))}
        >
          {t('New persona')}
        </Button>
      </Flex>
      {personas.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('There is none yet.')} />}
      {personas.map((entry, at) => (
        <Card key={entry.key} size="small" data-persona={entry.to}>
          <Flex gap="middle" align="flex-start" wrap>
            <Flex vertical align="center" style={{ flex: 'none' }}>
              {arrow(t('Move up'), <ArrowUpOutlined />, entry, at, at - 1)}
              <Typography.Text type="secondary">{at + 1}</Typography.Text>
              {arrow(t('Move down'), <ArrowDownOutlined />, entry, at, at + 1)}
            </Flex>
            <div style={{ flex: 1, minWidth: 260, opacity: entry.enabled ? 1 : 0.55 }}>
              <LabelTag labelKey={entry.to} title={entry.title} color={entry.color} />
              <div style={{ marginBlock: 4 }}>
                {entry.condition && <ConditionSentence condition={entry.condition} words={words} />}
              </div>
              {entry.treatment && (
                <Typography.Text type="secondary">
                  {t('Treatment: {{treatment}}', { treatment: entry.treatment })}
                </Typography.Text>
              )}
              {entry.error && (
                <div role="alert">
                  <Typography.Text type="danger">{entry.error}</Typography.Text>
                </div>
              )}
            </div>
            <Flex vertical align="flex-end" gap={4}>
              <SizeCell kind="persona" label={entry.to} size={entry.size} />
              <Flex align="center" gap={4}>
                <Switch
                  size="small"
                  checked={entry.enabled}
                  aria-label={t('{{action}}: {{title}}', { action: t('In use'), title: entry.title })}
                  onChange={(enabled) => void library.changeRule(Number(entry.id), { enabled })}
                />
                <EntryTools
                  entry={entry}
                  usedBy={usersOf(entries, 'persona', entry.to)}
                  onEdit={() => onEdit({ id: entry.id, kind: 'persona', rule: ruleOf(entry) })}
                  onDuplicate={() => onEdit(copyOf(entry, t('{{title}} (copy)', { title: entry.title })))}
                  onDelete={() => void library.remove(entry)}
                />
              </Flex>
            </Flex>
          </Flex>
        </Card>
      ))}
    </Flex>
  );
}
