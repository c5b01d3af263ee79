import { CheckCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import React from 'react';
import type { Verdict } from '../../common/groupHealth';
import { useT } from '../locale';
import { VERDICT_TITLES } from './measures';

const COLOURS: Record<Verdict, string> = { good: 'success', near: 'warning', bad: 'error' };
const ICONS: Record<Verdict, React.ReactElement> = {
  good: <CheckCircleOutlined aria-hidden />,
  near: <WarningOutlined aria-hidden />,
  bad: <ExclamationCircleOutlined aria-hidden />,
};

/** How a number stands to its target: in a colour, with a sign and in words. */
export function VerdictTag({
  verdict,
  children,
}: {
  verdict: Verdict;
  children?: React.ReactNode;
}): React.ReactElement {
  const t = useT();
  const words = t(VERDICT_TITLES[verdict]);
  return (
    <Tag
      color={COLOURS[verdict]}
      icon={ICONS[verdict]}
      data-verdict={verdict}
      title={words}
      aria-label={children ? `${String(children)}, ${words}` : words}
      style={{ marginInlineEnd: 0, fontVariantNumeric: 'tabular-nums' }}
    >
      {children ?? words}
    </Tag>
  );
}
