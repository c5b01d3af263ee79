import { Button, Table, Typography, type TableColumnsType } from 'antd';
import React from 'react';
import { ColourTag } from '../blocks/ColourTag';
import type { LifecycleAnswer, LifecycleStage } from '../../common/lifecycleBlock';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import type { MembersOf } from './query';
import type { StageLook } from './stageLook';

export interface ConversionTableProps {
  answer: LifecycleAnswer;
  look: StageLook;
  onOpen(members: MembersOf): void;
}

/** From each stage to each other: changes per stay that touches the period. A click lists who changed. */
export function ConversionTable({ answer, look, onOpen }: ConversionTableProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const rows = answer.stages.filter(({ stage, stays }) => stage !== null && stays > 0);
  const entered = answer.stages.filter(({ stage }) =>
    answer.flows.some(({ from, to }) => from !== null && to === stage),
  );
  const columns: TableColumnsType<LifecycleStage> = [
    {
      title: t('From'),
      fixed: 'left',
      rowScope: 'row',
      render: (_, row) => <ColourTag color={look.colour(row.stage)}>{look.title(row.stage)}</ColourTag>,
    },
    { title: t('Stays'), align: 'right', render: (_, row) => numbers.count(row.stays) },
    ...entered.map(({ stage: to }) => ({
      title: `→ ${look.title(to)}`,
      align: 'right' as const,
      render: (_: unknown, { stage: from }: LifecycleStage) => {
        const flow = answer.flows.find((one) => one.from === from && one.to === to);
        if (!flow || flow.share === null) return '–';
        return (
          <Button
            type="link"
            size="small"
            style={{ paddingInline: 0, fontVariantNumeric: 'tabular-nums' }}
            aria-label={t('{{from}} → {{to}}: {{share}}, {{count}} changes', {
              from: look.title(from),
              to: look.title(to),
              share: numbers.percent(flow.share),
              count: numbers.count(flow.members),
            })}
            onClick={() => onOpen({ list: 'flow', stage: from, next: to })}
          >
            {numbers.percent(flow.share)} ({numbers.count(flow.members)})
          </Button>
        );
      },
    })),
  ];
  return (
    <section aria-label={t('Conversions')}>
      <Typography.Text strong>{t('Conversions')}</Typography.Text>
      <Typography.Paragraph type="secondary" style={{ marginBottom: 8, fontSize: 12 }}>
        {t('Of all stays in a stage during the period, how many led on to another stage within it.')}
      </Typography.Paragraph>
      <Table
        rowKey={({ stage }) => String(stage)}
        size="small"
        columns={columns}
        dataSource={rows}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('Nobody was in a stage in this period.') }}
      />
    </section>
  );
}
