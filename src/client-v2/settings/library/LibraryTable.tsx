import { Empty, Flex, Input, Segmented, Switch, Table, Tooltip, Typography, type TableColumnsType } from 'antd';
import React, { useMemo, useState } from 'react';
import { LIBRARY_KINDS, type LibraryEntry, type LibraryKind } from '../../../common/ruleLibrary';
import { ConditionSentence, type Words } from '../../conditions';
import { LabelTag } from '../../fields/LabelTag';
import { useMoment } from '../../moments';
import { useNumbers } from '../../numbers';
import { EntryTools } from './EntryTools';
import { found, KIND_TITLES, rowKey, usersOf } from './entries';
import { SizeCell } from './SizeCell';

export interface LibraryTableProps {
  entries: readonly LibraryEntry[];
  words: Words;
  onEdit(entry: LibraryEntry): void;
  onDuplicate(entry: LibraryEntry): void;
  onRefresh(entry: LibraryEntry): void;
  onDelete(entry: LibraryEntry): void;
  onEnable(entry: LibraryEntry, enabled: boolean): void;
}

/** Every rule that labels members: what it says in words, whom it finds, and what it costs. */
export function LibraryTable(props: LibraryTableProps): React.ReactElement {
  const { entries, words } = props;
  const { t } = words;
  const [kind, setKind] = useState<LibraryKind | 'all'>('all');
  const [search, setSearch] = useState('');
  const shown = useMemo(() => found(entries, kind, search, words), [entries, kind, search, words]);
  const countOf = (of: LibraryKind) => entries.filter((entry) => entry.kind === of).length;
  return (
    <Flex vertical gap="small">
      <Flex wrap gap="small" justify="space-between">
        <Segmented<LibraryKind | 'all'>
          aria-label={t('Kind')}
          value={kind}
          options={[
            { value: 'all', label: t('All') },
            ...LIBRARY_KINDS.map((value) => ({ value, label: `${t(KIND_TITLES[value])} ${countOf(value)}` })),
          ]}
          onChange={setKind}
        />
        <Input.Search
          allowClear
          style={{ maxWidth: 320 }}
          placeholder={t('Search titles, expressions and owners')}
          aria-label={t('Search titles, expressions and owners')}
          onChange={(event) => setSearch(event.target.value)}
        />
      </Flex>
      <Table
        rowKey={rowKey}
        size="small"
        columns={useColumns(props)}
        dataSource={shown}
        onRow={(entry) => ({ 'data-entry': rowKey(entry) }) as React.HTMLAttributes<HTMLElement>}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 1060 }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={search ? t('Nothing matches the search.') : t('There is none yet.')}
            />
          ),
        }}
      />
    </Flex>
  );
}

function useColumns(props: LibraryTableProps): TableColumnsType<LibraryEntry> {
  const { entries, words } = props;
  const { t } = words;
  const moment = useMoment();
  const numbers = useNumbers();
  return [
    {
      title: t('Title'),
      width: 200,
      fixed: 'left',
      render: (_, { kind, title, color, key, enabled, version }) => (
        <div style={{ opacity: enabled ? 1 : 0.55 }}>
          <LabelTag labelKey={key} title={title} color={color} />
          <div>
            <Typography.Text type="secondary" style={{ fontSize: 12 }}>
              {kind === 'tier'
                ? t(KIND_TITLES[kind])
                : `${t(KIND_TITLES[kind])} · ${t('Version {{version}}', { version })}`}
            </Typography.Text>
          </div>
        </div>
      ),
    },
    {
      title: t('Expression'),
      render: (_, { condition, error, enabled }) => (
        <div style={{ opacity: enabled ? 1 : 0.55, minWidth: 220 }}>
          {condition ? (
            <ConditionSentence condition={condition} words={words} />
          ) : (
            <Typography.Text type="secondary">{t('A list that is kept by hand')}</Typography.Text>
          )}
          {error && (
            <div role="alert">
              <Typography.Text type="danger">{error}</Typography.Text>
              <div>
                <Typography.Text type="secondary">{t('It keeps its last members until it is mended.')}</Typography.Text>
              </div>
            </div>
          )}
        </div>
      ),
    },
    {
      title: t('Members'),
      width: 170,
      align: 'right',
      sorter: (a, b) => (a.size ?? -1) - (b.size ?? -1),
      render: (_, { kind, to, size }) => <SizeCell kind={kind} label={to} size={size} />,
    },
    { title: t('Owner'), width: 100, render: (_, { owner }) => owner?.name ?? '–' },
    {
      title: t('Last refreshed'),
      width: 150,
      sorter: (a, b) => (a.refreshedAt ?? 0) - (b.refreshedAt ?? 0),
      render: (_, { refreshedAt, costMs }) => (
        <>
          <div>{refreshedAt === null ? '–' : moment(refreshedAt)}</div>
          {costMs !== null && (
            <Tooltip title={t('How long the database took the last time')}>
              <Typography.Text type="secondary">
                {t('{{ms}} ms', { ms: costMs < 1 ? '< 1' : numbers.count(costMs) })}
              </Typography.Text>
            </Tooltip>
          )}
        </>
      ),
    },
    {
      title: t('In use'),
      width: 80,
      render: (_, entry) =>
        entry.kind === 'persona' || entry.kind === 'tag' ? (
          <Switch
            size="small"
            checked={entry.enabled}
            aria-label={t('{{action}}: {{title}}', { action: t('In use'), title: entry.title })}
            onChange={(enabled) => props.onEnable(entry, enabled)}
          />
        ) : (
          <Typography.Text type="secondary">{t('Always')}</Typography.Text>
        ),
    },
    {
      key: 'actions',
      width: 140,
      fixed: 'right',
      render: (_, entry) => (
        <EntryTools
          entry={entry}
          usedBy={usersOf(entries, entry.kind, entry.to).filter(({ key }) => key !== entry.key)}
          onEdit={() => props.onEdit(entry)}
          onRefresh={entry.condition ? () => props.onRefresh(entry) : undefined}
          onDuplicate={entry.kind === 'tier' ? undefined : () => props.onDuplicate(entry)}
          onDelete={entry.kind === 'tier' ? undefined : () => props.onDelete(entry)}
        />
      ),
    },
  ];
}
