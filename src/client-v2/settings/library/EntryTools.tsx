import { CopyOutlined, DeleteOutlined, EditOutlined, SyncOutlined } from '@ant-design/icons';
import { Button, Flex, Popconfirm, Tooltip } from 'antd';
import React from 'react';
import type { LibraryEntry } from '../../../common/ruleLibrary';
import { useT } from '../../locale';

export interface EntryToolsProps {
  entry: LibraryEntry;
  /** Entries that ask for this one's label. */
  usedBy: readonly LibraryEntry[];
  onEdit(): void;
  onDuplicate?(): void;
  onRefresh?(): void;
  onDelete?(): void;
}

/** What can be done with one entry. */
export function EntryTools({ entry, usedBy, ...on }: EntryToolsProps): React.ReactElement {
  const t = useT();
  const { title } = entry;
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
  const used = usedBy.map((other) => other.title).join(', ');
  // a segment that others ask for stays; of rules, whoever asks for the label just finds nobody
  const blocked = entry.kind === 'segment' && usedBy.length > 0;
  return (
    <Flex gap={2}>
      {tool(t('Edit'), <EditOutlined />, on.onEdit)}
      {on.onRefresh && tool(t('Refresh now'), <SyncOutlined />, on.onRefresh)}
      {on.onDuplicate && tool(t('Duplicate'), <CopyOutlined />, on.onDuplicate)}
      {on.onDelete && (
        <Popconfirm
          title={
            blocked
              ? t('"{{title}}" cannot be deleted.', { title })
              : entry.kind === 'segment'
                ? t('Delete the segment "{{title}}" with its history?', { title })
                : t('Delete the rule "{{title}}"? Its label is taken from those who carry it by this rule.', { title })
          }
          description={used ? t('It is used by: {{names}}.', { names: used }) : undefined}
          okText={blocked ? t('Close') : t('Delete')}
          okButtonProps={blocked ? {} : { danger: true }}
          showCancel={!blocked}
          cancelText={t('Cancel')}
          onConfirm={blocked ? undefined : on.onDelete}
        >
          {tool(t('Delete'), <DeleteOutlined />, undefined, true)}
        </Popconfirm>
      )}
    </Flex>
  );
}
