import { Drawer, Flex, Typography } from 'antd';
import React, { useState } from 'react';
import { MemberActions } from './MemberActions';
import { MemberTable } from './MemberTable';
import type { MemberQuery } from './query';

/** Members behind a number of a block. */
export interface ListedMembers {
  title: string;
  /** What to do with them. */
  hint?: string | null;
  query: MemberQuery;
}

const PAGE = 20;

/** The members behind a number, what can be done with all of them, and the way to each one's card. */
export function MemberListDrawer({
  of,
  onClose,
}: {
  /** Null keeps the drawer closed. */
  of: ListedMembers | null;
  onClose(): void;
}): React.ReactElement {
  const [version, setVersion] = useState(0);
  return (
    <Drawer open={of !== null} width="min(960px, 100vw)" title={of?.title} onClose={onClose} destroyOnClose>
      {of && (
        <Flex vertical gap="middle">
          {of.hint && <Typography.Text type="secondary">{of.hint}</Typography.Text>}
          <MemberActions query={of.query} name={of.title} onTagged={() => setVersion((before) => before + 1)} />
          <MemberTable query={of.query} pageSize={PAGE} label={of.title} version={version} />
        </Flex>
      )}
    </Drawer>
  );
}
