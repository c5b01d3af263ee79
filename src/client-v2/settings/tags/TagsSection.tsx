import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useRequest } from 'ahooks';
import { Button, Flex, Popconfirm, Switch, Table, Typography, type TableColumnsType } from 'antd';
import React, { useState } from 'react';
import { tagTitle } from '../../../common/labelTitles';
import type { LibraryEntry } from '../../../common/ruleLibrary';
import { useApi } from '../../api/useApi';
import { ConditionSentence, type Words } from '../../conditions';
import { LabelTag } from '../../fields/LabelTag';
import { useReader } from '../../titles';
import { newRuleFor, ruleOf, type LabelRuleStart } from '../labels/ruleDraft';
import { usersOf } from '../library/entries';
import { SizeCell } from '../library/SizeCell';
import type { Library } from '../library/useLibrary';
import { LoadError } from '../LoadError';
import { rulesOf, type CommunityTag } from './tag';
import { TagDrawer } from './TagDrawer';

export interface TagsSectionProps {
  entries: readonly LibraryEntry[];
  library: Library;
  words: Words;
  onEditRule(start: LabelRuleStart): void;
}

/** The tags, and the rules that give them; those without a rule are given by hand. */
export function TagsSection({ entries, library, words, onEditRule }: TagsSectionProps): React.ReactElement {
  const { t } = words;
  const api = useApi();
  const reader = useReader();
  const [editing, setEditing] = useState<{ existing: CommunityTag | null } | null>(null);
  const { data, loading, error, refresh } = useRequest(
    () => api.get<CommunityTag[]>('communityTags:list', { pageSize: 500, sort: 'id' }),
    { onError: () => undefined },
  );
  if (error && !data) return <LoadError message={t('The tags could not be loaded.')} error={error} onRetry={refresh} />;
  const tags = data ?? [];
  const titleOf = (tag: CommunityTag) => tagTitle(reader, tag.key, tag.title || tag.key);
  const remove = async (tag: CommunityTag) => {
    await library.attempt(async () => {
      // a rule without its tag would fail at every run
      for (const { id } of rulesOf(entries, tag.key))
        await api.post('communityRules:destroy', undefined, { filterByTk: id });
      await api.post('communityTags:destroy', undefined, { filterByTk: tag.id });
    });
    refresh();
  };
  const columns: TableColumnsType<CommunityTag> = [
    {
      title: t('Tag'),
      width: 200,
      render: (_, tag) => (
        <>
          <LabelTag labelKey={tag.key} title={titleOf(tag)} color={tag.color} />
          {tag.description && (
            <div>
              <Typography.Text type="secondary">{tag.description}</Typography.Text>
            </div>
          )}
        </>
      ),
    },
    {
      title: t('Given'),
      render: (_, tag) => {
        const rules = rulesOf(entries, tag.key);
        const add = (
          <Button
            type="link"
            size="small"
            icon={<PlusOutlined />}
            style={{ paddingInline: 0 }}
            aria-label={t('{{action}}: {{title}}', { action: t('Add rule'), title: titleOf(tag) })}
            onClick={() => onEditRule(newRuleFor('tag', tag.key, titleOf(tag), 0))}
          >
            {t('Add rule')}
          </Button>
        );
        return (
          <Flex vertical gap={4} align="flex-start">
            {rules.map((rule) => (
              <Flex key={rule.key} gap="small" align="flex-start" style={{ width: '100%' }} data-rule={rule.key}>
                <Switch
                  size="small"
                  style={{ flex: 'none', marginTop: 3 }}
                  checked={rule.enabled}
                  aria-label={t('{{action}}: {{title}}', { action: t('In use'), title: rule.title })}
                  onChange={(enabled) => void library.changeRule(Number(rule.id), { enabled })}
                />
                <div style={{ flex: 1, minWidth: 180, opacity: rule.enabled ? 1 : 0.55 }}>
                  {rule.condition && <ConditionSentence condition={rule.condition} words={words} />}
                  {rule.error && <Typography.Text type="danger">{rule.error}</Typography.Text>}
                </div>
                <Button
                  size="small"
                  onClick={() => onEditRule({ id: rule.id, kind: 'tag', rule: ruleOf(rule) })}
                  aria-label={t('{{action}}: {{title}}', { action: t('Edit rule'), title: rule.title })}
                >
                  {t('Edit rule')}
                </Button>
              </Flex>
            ))}
            {rules.length === 0 && <Typography.Text>{t('By hand')}</Typography.Text>}
            {rules.length === 0 && add}
          </Flex>
        );
      },
    },
    {
      title: t('Members'),
      width: 170,
      align: 'right',
      render: (_, { key }) => <SizeCell kind="tag" label={key} size={rulesOf(entries, key)[0]?.size} />,
    },
    {
      key: 'actions',
      width: 90,
      render: (_, tag) => {
        const users = usersOf(entries, 'tag', tag.key).map(({ title }) => title);
        const title = titleOf(tag);
        return (
          <Flex gap={2}>
            <Button
              type="text"
              size="small"
              icon={<EditOutlined />}
              aria-label={t('{{action}}: {{title}}', { action: t('Edit'), title })}
              onClick={() => setEditing({ existing: tag })}
            />
            <Popconfirm
              title={t('Delete the tag "{{title}}"? Everybody loses it, and its rule goes with it.', { title })}
              description={users.length > 0 ? t('It is used by: {{names}}.', { names: users.join(', ') }) : undefined}
              okText={t('Delete')}
              okButtonProps={{ danger: true }}
              cancelText={t('Cancel')}
              onConfirm={() => remove(tag)}
            >
              <Button
                type="text"
                size="small"
                danger
                icon={<DeleteOutlined />}
                aria-label={t('{{action}}: {{title}}', { action: t('Delete'), title })}
              />
            </Popconfirm>
          </Flex>
        );
      },
    },
  ];
  return (
    <Flex vertical gap="middle">
      <Flex justify="space-between" gap="small" wrap align="flex-start">
        <Typography.Paragraph type="secondary" style={{ maxWidth: 760, marginBottom: 0 }}>
          {t(
            'A member may carry many tags. One that a rule gives comes and goes with its condition; one that was given by hand stays until it is taken away by hand.',
          )}
        </Typography.Paragraph>
        <Button icon={<PlusOutlined />} onClick={() => setEditing({ existing: null })}>
          {t('New tag')}
        </Button>
      </Flex>
      <Table
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={tags}
        loading={loading && !data}
        pagination={false}
        scroll={{ x: 760 }}
      />
      {editing && (
        <TagDrawer
          existing={editing.existing}
          taken={tags.map(({ key }) => key)}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            refresh();
            library.reload();
          }}
        />
      )}
    </Flex>
  );
}
