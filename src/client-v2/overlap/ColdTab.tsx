import { Button, Empty, Flex, Table, Typography, type TableColumnsType } from 'antd';
import React, { useState } from 'react';
import { ColourTag } from '../blocks/ColourTag';
import { COLD_DAYS, COLD_PAST_PERIODS, type ColdGroup } from '../../common/overlap';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { useGroupNames } from './groupNames';
import { InvitableDrawer } from './InvitableDrawer';
import type { OverlapOptions } from './options';
import { useColdGroups } from './useOverlap';

const NONE: never[] = [];

/** Groups that have become quiet, and the way to whom they could invite. */
export function ColdTab({ options }: { options: OverlapOptions }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const { answer, loading, error, reload } = useColdGroups(options);
  const [group, setGroup] = useState<number | null>(null);
  const name = useGroupNames(answer?.groups ?? NONE);
  if (error) return <BlockError error={error} message={t('The quiet groups could not be loaded.')} onRetry={reload} />;
  if (!answer) return <BlockLoading rows={6} />;
  const share = (now: number, then: number | null) => (then ? numbers.percent(now / then) : null);
  const hours = (value: number | null) => (value === null ? '–' : fine(value));
  const columns: TableColumnsType<ColdGroup> = [
    { title: t('Group'), render: (_, { id }) => name(id) },
    { title: t('Members'), align: 'right', render: (_, { members }) => numbers.count(members) },
    { title: t('Active hours per member'), align: 'right', render: (_, { recent }) => hours(recent) },
    { title: t('Before'), align: 'right', render: (_, { before }) => hours(before) },
    { title: t('In related groups'), align: 'right', render: (_, { related }) => hours(related) },
    {
      title: t('Why'),
      render: (_, { recent, before, related, reasons, relatedGroups }) => (
        <Flex wrap gap={4}>
          {reasons.includes('past') && (
            <ColourTag color="orange">{t('{{share}} of its own past', { share: share(recent, before) })}</ColourTag>
          )}
          {reasons.includes('related') && (
            <ColourTag color="gold" title={relatedGroups.map(name).join(t(', '))}>
              {t('{{share}} of related groups', { share: share(recent, related) })}
            </ColourTag>
          )}
        </Flex>
      ),
    },
    {
      title: t('Invite'),
      render: (_, { id }) => (
        <Button
          size="small"
          onClick={() => setGroup(id)}
          aria-label={t('Whom “{{group}}” could invite', { group: name(id) })}
        >
          {t('Whom to invite')}
        </Button>
      ),
    },
  ];
  const { coldPast, coldRelated } = answer.thresholds;
  return (
    <Flex vertical gap="small">
      <Typography.Paragraph type="secondary" style={{ marginBottom: 0, fontSize: 12 }}>
        {t(
          'Quiet: in the last {{days}} days at most {{past}} of the mean of the {{periods}} stretches of {{days}} days before, or at most {{related}} of the median of related groups (up to ten that share most members). An active hour is one in which a member said something.',
          {
            days: COLD_DAYS,
            periods: COLD_PAST_PERIODS,
            past: numbers.percent(coldPast),
            related: numbers.percent(coldRelated),
          },
        )}
      </Typography.Paragraph>
      {answer.cold.length === 0 ? (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t('None of {{count}} groups is quiet by these thresholds.', {
            count: numbers.count(answer.examined),
          })}
        />
      ) : (
        <Table
          rowKey="id"
          size="small"
          aria-label={t('Quiet groups')}
          loading={loading}
          columns={columns}
          dataSource={answer.cold}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        />
      )}
      <InvitableDrawer group={group} name={name} options={options} onClose={() => setGroup(null)} />
    </Flex>
  );
}

/** Two digits behind the point: a member of a large group rarely has a whole active hour. */
const fine = (value: number): string =>
  new Intl.NumberFormat(undefined, { maximumFractionDigits: 2, minimumFractionDigits: 2 }).format(value);
