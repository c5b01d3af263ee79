import { Button, Flex, Table, Typography, type TableColumnsType } from 'antd';
import React from 'react';
import {
  HEALTH_MEASURES,
  verdictOf,
  type GroupHealthRow,
  type HealthMeasure,
  type Thresholds,
} from '../../common/groupHealth';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { MeasureNote } from './MeasureNote';
import { MEASURE_NOTES, MEASURE_TITLES, useMeasureText } from './measures';
import { VerdictTag } from './VerdictTag';

export interface GroupsTableProps {
  groups: GroupHealthRow[];
  thresholds: Thresholds;
  onChoose(group: number): void;
}

const PAGE = 20;

const COUNT_TITLES = { members: 'Members', posts: 'Posts', joins: 'Joins', leaves: 'Leaves' };

/** Numbers first, what is missing last, whichever way the column is sorted. */
const compare = (a: number | null, b: number | null, order?: string | null): number => {
  if (a === null || b === null) return a === b ? 0 : (a === null ? 1 : -1) * (order === 'descend' ? -1 : 1);
  return a - b;
};

/** Groups side by side, each number against its target and against the days before. */
export function GroupsTable({ groups, thresholds, onChoose }: GroupsTableProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const text = useMeasureText();
  const measured = (measure: HealthMeasure): TableColumnsType<GroupHealthRow>[number] => ({
    key: measure,
    title: (
      <Flex align="center" gap={2}>
        {t(MEASURE_TITLES[measure])}
        <MeasureNote title={t(MEASURE_TITLES[measure])} note={t(MEASURE_NOTES[measure])} />
      </Flex>
    ),
    sorter: (a, b, order) => compare(a.now[measure], b.now[measure], order),
    render: (_, { now, before }) => {
      const verdict = verdictOf(now[measure], thresholds[measure]);
      const change = text.change(measure, now[measure], before[measure]);
      return (
        <>
          {verdict ? <VerdictTag verdict={verdict}>{text.value(measure, now[measure])}</VerdictTag> : '–'}
          {change !== null && (
            <Typography.Text type="secondary" style={{ display: 'block', fontSize: 12 }}>
              {change}
            </Typography.Text>
          )}
        </>
      );
    },
  });
  const counted = (key: keyof typeof COUNT_TITLES) => ({
    key,
    title: t(COUNT_TITLES[key]),
    align: 'right' as const,
    sorter: (a: GroupHealthRow, b: GroupHealthRow) => a.now[key] - b.now[key],
    render: (_: unknown, { now, basis }: GroupHealthRow) =>
      key === 'members' && basis === 'known' ? (
        <span title={t('Members that were seen; Telegram did not tell its own count.')}>
          {t('{{count}} seen', { count: numbers.count(now.members) })}
        </span>
      ) : (
        numbers.count(now[key])
      ),
  });
  const columns: TableColumnsType<GroupHealthRow> = [
    {
      key: 'title',
      title: t('Group'),
      fixed: 'left',
      sorter: (a, b) => (a.title ?? '').localeCompare(b.title ?? ''),
      render: (_, { id, title }) => (
        <Button
          type="text"
          size="small"
          style={{ padding: 0, maxWidth: 220, textDecoration: 'underline' }}
          onClick={() => onChoose(id)}
        >
          <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{title ?? `#${id}`}</span>
        </Button>
      ),
    },
    counted('members'),
    counted('posts'),
    ...HEALTH_MEASURES.map(measured),
    counted('joins'),
    counted('leaves'),
  ];
  return (
    <Table<GroupHealthRow>
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={groups}
      scroll={{ x: 'max-content' }}
      aria-label={t('Comparison of groups')}
      pagination={groups.length > PAGE ? { pageSize: PAGE, size: 'small', showSizeChanger: false } : false}
    />
  );
}
