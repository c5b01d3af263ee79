import { Flex, Statistic } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import { listCounts } from './counts';

/** The numbers that a run reports. */
export function RunCounts({ counts }: { counts: Record<string, number> | null }): React.ReactElement {
  const t = useT();
  return (
    <Flex wrap gap="large">
      {listCounts(counts, t).map(({ name, title, value }) => (
        <Statistic key={name} title={title} value={value} valueStyle={{ fontSize: 20 }} />
      ))}
    </Flex>
  );
}
