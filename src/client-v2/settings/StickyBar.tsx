import { Flex, theme } from 'antd';
import React from 'react';

/** Space that the modern shell leaves above what sticks; what scrolls must not show through it. */
const ABOVE = 24;

/** What stays in sight while a long tab scrolls: left what is said or done, right what ends an edit. */
export function StickyBar({ children }: { children: React.ReactNode }): React.ReactElement {
  const { token } = theme.useToken();
  return (
    <Flex
      wrap
      gap="small"
      justify="space-between"
      align="center"
      style={{
        position: 'sticky',
        top: 0,
        zIndex: 5,
        marginTop: 8,
        paddingBlock: 8,
        background: token.colorBgContainer,
        boxShadow: `0 -${ABOVE}px 0 ${token.colorBgContainer}`,
      }}
    >
      {children}
    </Flex>
  );
}
