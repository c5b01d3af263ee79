import { Flex, Tag } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import type { Troubles } from './connection';

/** How many gaps a bot has: those that last, and those that an import could fill. */
export function GapTags({ lasting = 0, fillable = 0 }: Partial<Troubles>): React.ReactElement {
  const t = useT();
  if (!lasting && !fillable) return <>–</>;
  return (
    <Flex gap={4} wrap>
      {lasting > 0 && <Tag color="processing">{t('{{count}} lasting', { count: lasting })}</Tag>}
      {fillable > 0 && <Tag color="warning">{t('{{count}} to be filled by an import', { count: fillable })}</Tag>}
    </Flex>
  );
}
