import { Button, Flex, Progress, Tag, Typography, theme as antdTheme } from 'antd';
import React from 'react';
import { useChartTheme } from '../blocks/chartTheme';
import { PersonaTag } from '../fields/PersonaTag';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { Sparkline } from '../settings/labels/Sparkline';
import { useLabelHistory } from '../settings/labels/useLabelHistory';
import type { PersonaOptions } from './options';
import type { PersonaCount } from './personas';

const TREND_DAYS = 30;

export interface PersonaCardProps {
  persona: PersonaCount;
  title: string;
  /** Members whom personas are given to; undefined when that is not known. */
  total: number | undefined;
  options: PersonaOptions;
  onOpen(): void;
}

/** One persona: how many, which part of all, how that went, and what to do. */
export function PersonaCard({ persona, title, total, options, onOpen }: PersonaCardProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const chart = useChartTheme();
  const { token } = antdTheme.useToken();
  const { key, color, members, treatment, enabled } = persona;
  const share = total && members !== null ? members / total : null;
  const colour = chart.colour(color);
  return (
    <div
      role="listitem"
      data-persona={key}
      style={{
        display: 'flex',
        flexDirection: 'column',
        gap: 4,
        minWidth: 0,
        padding: '10px 12px',
        border: `1px solid ${token.colorBorderSecondary}`,
        borderTop: `3px solid ${colour}`,
        borderRadius: token.borderRadius,
      }}
    >
      <Flex justify="space-between" gap="small">
        <PersonaTag persona={key} color={color ?? undefined} />
        {!enabled && <Tag bordered={false}>{t('Switched off')}</Tag>}
      </Flex>
      <Flex align="center" justify="space-between" gap="small">
        <Button
          type="text"
          disabled={!members}
          aria-label={t('{{title}}: {{count}} members', { title, count: numbers.count(members ?? 0) })}
          onClick={onOpen}
          style={{ fontSize: 24, height: 38, fontWeight: 600, padding: '0 6px', marginInlineStart: -6 }}
        >
          {members === null ? '–' : numbers.count(members)}
        </Button>
        {options.showTrend && <Trend persona={key} />}
      </Flex>
      {share !== null && (
        <Progress
          size="small"
          status="normal"
          percent={100 * share}
          strokeColor={colour}
          format={() => numbers.percent(share)}
          aria-label={t('Share of all members')}
        />
      )}
      {options.showTreatment && treatment && (
        <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
          {treatment}
        </Typography.Text>
      )}
    </div>
  );
}

function Trend({ persona }: { persona: string }): React.ReactElement | null {
  const { data } = useLabelHistory('persona', persona, TREND_DAYS);
  return data ? <Sparkline values={data.sizes} /> : null;
}
