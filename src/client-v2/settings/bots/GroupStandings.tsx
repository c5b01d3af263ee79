import { Flex, Tag, Typography } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import type { GroupStanding } from './checks';

const COLOURS: Record<string, string> = { administrator: 'green', member: 'orange', absent: 'red', unknown: 'default' };
const TITLES: Record<string, string> = {
  administrator: 'Administrator',
  member: 'Member only',
  absent: 'Not in the group',
  unknown: 'Not asked',
};

/** What the bot is in the groups that its check asked about. */
export function GroupStandings({ groups }: { groups: readonly GroupStanding[] }): React.ReactElement | null {
  const t = useT();
  if (!groups.length) return null;
  return (
    <div>
      <Typography.Text strong>{t('In the groups')}</Typography.Text>
      <Flex vertical gap={4} style={{ marginTop: 8, maxHeight: 200, overflow: 'auto' }}>
        {groups.map(({ title, standing }, index) => (
          <Flex key={`${index} ${title}`} justify="space-between" gap="small">
            <Typography.Text ellipsis>{title}</Typography.Text>
            <Tag color={COLOURS[standing]}>{t(TITLES[standing] ?? standing)}</Tag>
          </Flex>
        ))}
      </Flex>
    </div>
  );
}
