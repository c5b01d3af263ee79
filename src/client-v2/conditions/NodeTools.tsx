import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, GroupOutlined, UngroupOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import React from 'react';
import { useBuilder } from './BuilderContext';

export type NodeAction = 'up' | 'down' | 'nest' | 'dissolve' | 'remove';

export interface NodeToolsProps {
  /** Place in the group, from 1; it tells the buttons of one condition from those of another. */
  position: number;
  first: boolean;
  last: boolean;
  group: boolean;
  removable: boolean;
  onAction(action: NodeAction): void;
}

/** What can be done with one condition of a group. */
export function NodeTools({ position, first, last, group, removable, onAction }: NodeToolsProps): React.ReactElement {
  const { t } = useBuilder().words;
  const tool = (action: NodeAction, title: string, icon: React.ReactNode, disabled = false) => (
    <Tooltip key={action} title={title} mouseEnterDelay={0.5}>
      <Button
        type="text"
        size="small"
        icon={icon}
        disabled={disabled}
        danger={action === 'remove'}
        data-action={action}
        aria-label={t('{{action}}: condition {{position}}', { action: title, position })}
        onClick={() => onAction(action)}
      />
    </Tooltip>
  );
  return (
    <div
      style={{ flex: 'none', whiteSpace: 'nowrap' }}
      role="toolbar"
      aria-label={t('Condition {{position}}', { position })}
    >
      {tool('up', t('Move up'), <ArrowUpOutlined />, first)}
      {tool('down', t('Move down'), <ArrowDownOutlined />, last)}
      {tool('nest', t('Put into a group'), <GroupOutlined />)}
      {group && tool('dissolve', t('Dissolve the group'), <UngroupOutlined />)}
      {tool('remove', t('Remove'), <DeleteOutlined />, !removable)}
    </div>
  );
}
