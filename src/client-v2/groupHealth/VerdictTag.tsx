import { CheckCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Flex, Typography } from 'antd';
import React from 'react';
import { ColourTag } from '../blocks/ColourTag';
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
    <ColourTag
      color={COLOURS[verdict]}
      icon={ICONS[verdict]}
      data-verdict={verdict}
      title={words}
      aria-label={children ? `${String(children)}, ${words}` : words}
      style={{ marginInlineEnd: 0, fontVariantNumeric: 'tabular-nums' }}
    >
      {children ?? words}
    </ColourTag>
  );
}

/** What the signs in a table mean, and what stands below a number. */
export function VerdictLegend(): React.ReactElement {
  const t = useT();
  return (
    <Flex wrap gap="small" align="center" style={{ margin: '4px 0 8px' }}>
      {(['good', 'near', 'bad'] as const).map((verdict) => (
        <VerdictTag key={verdict} verdict={verdict} />
      ))}
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {t(
          'Near: at least half of a minimum, at most twice a maximum. Below each number: the change against the days before.',
        )}
      </Typography.Text>
    </Flex>
  );
}
