import { Skeleton, Table, Typography, type TableColumnsType } from 'antd';
import React from 'react';
import type { ScoreExplanation } from '../../../common/scoring';
import { BlockError } from '../../blocks/BlockStates';
import { useT } from '../../locale';
import { useMoment } from '../../moments';
import { useNumbers } from '../../numbers';
import { useScoreExplanation } from './useExplanation';

type Term = ScoreExplanation['terms'][number];

/** A member's score as a sum of terms: what was done, where, how often, and what it still counts. */
export function ScoreExplained({ memberId }: { memberId: number | string }): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const numbers = useNumbers();
  const { data: answer, error, refresh } = useScoreExplanation(memberId);
  if (error) return <BlockError error={error} message={t('The score could not be explained.')} onRetry={refresh} />;
  if (!answer) return <Skeleton active />;
  const { profile } = answer;
  const columns: TableColumnsType<Term> = [
    { title: t('Kind'), render: (_, { title }) => title },
    { title: t('Group'), render: (_, { group }) => group?.title ?? t('Outside any group') },
    {
      title: t('Times'),
      align: 'right',
      render: (_, { count, days }) =>
        t('{{count}} on {{days}}', { count: numbers.count(count), days: numbers.days(days) }),
    },
    {
      title: t('Points each'),
      align: 'right',
      render: (_, { weight, dailyCap, cappedDays }) =>
        dailyCap === null || cappedDays === 0
          ? numbers.decimal(weight)
          : t('{{weight}}, at most {{cap}} a day (reached on {{days}})', {
              weight: numbers.decimal(weight),
              cap: numbers.decimal(dailyCap),
              days: numbers.days(cappedDays),
            }),
    },
    { title: t('Points now'), align: 'right', render: (_, { points }) => numbers.decimal(points) },
    { title: t('Share'), align: 'right', render: (_, { share }) => numbers.percent(share) },
  ];
  return (
    <div data-testid="community-score-explanation">
      <Typography.Paragraph>
        {t('Score {{score}} of 100, from {{points}} points as of {{moment}}.', {
          score: numbers.decimal(answer.score),
          points: numbers.decimal(answer.points),
          moment: moment(answer.asOf),
        })}{' '}
        <Typography.Text type="secondary">
          {t('Points halve every {{days}} days; {{half}} points make a score of 50.', {
            days: numbers.decimal(profile.halfLifeDays),
            half: numbers.decimal(profile.pointsForHalf),
          })}
          {answer.partial && ` ${t('Groups that you may not see are left out.')}`}
        </Typography.Text>
      </Typography.Paragraph>
      <Table
        rowKey={({ group, kind }) => `${group?.id ?? 0} ${kind}`}
        size="small"
        columns={columns}
        dataSource={answer.terms}
        pagination={answer.terms.length > 20 ? { pageSize: 20, size: 'small', showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('Nothing that gives points yet.') }}
      />
    </div>
  );
}
