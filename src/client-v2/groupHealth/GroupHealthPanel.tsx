import { ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, Empty, Flex, Select, Typography } from 'antd';
import React, { useEffect, useMemo, useState } from 'react';
import type { GroupHealthAnswer, HealthSteps } from '../../common/groupHealth';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { SegmentFilter } from '../blocks/SegmentFilter';
import { useT } from '../locale';
import { useMoment } from '../moments';
import { useNumbers } from '../numbers';
import { OneGroupPicker } from '../retention/OneGroupPicker';
import { ContentTable } from './ContentTable';
import { GroupsTable } from './GroupsTable';
import { MeasureCards } from './MeasureCards';
import { PERIODS, thresholdsOf, type GroupHealthOptions, type TrendMeasure } from './options';
import { PERIOD_TITLES } from './settingsForm';
import { TrendSection } from './TrendSection';
import { useGroupHealth, type GroupHealthView } from './useGroupHealth';
import { VerdictLegend } from './VerdictTag';

/** Days drawn one by one; longer periods begin in weeks. */
const DAILY = 45;

const stepFor = (days: number): HealthSteps => (days <= DAILY ? 'day' : 'week');

/** The block's content: period and group; measures against their targets, trend, groups side by side, content. */
export function GroupHealthPanel({ options }: { options: GroupHealthOptions }): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const { days, group } = options;
  const [view, setView] = useState<GroupHealthView>({ days, group, step: stepFor(days), segments: [] });
  const [measure, setMeasure] = useState<TrendMeasure>(options.trend);
  // Changed settings replace what the reader chose.
  useEffect(() => setView((before) => ({ ...before, days, group, step: stepFor(days) })), [days, group]);
  useEffect(() => setMeasure(options.trend), [options.trend]);
  const { answer, loading, error, reload } = useGroupHealth(view);
  const thresholds = useMemo(() => thresholdsOf(options), [options]);
  const change = (part: Partial<typeof view>) => setView((before) => ({ ...before, ...part }));

  const content = () => {
    if (error)
      return <BlockError error={error} message={t('The health of groups could not be loaded.')} onRetry={reload} />;
    if (!answer) return <BlockLoading rows={8} />;
    if (answer.groups.length === 0) {
      return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('There is no group that you may see yet.')} />;
    }
    return (
      <>
        <Notes answer={answer} />
        <MeasureCards {...answer.total} thresholds={thresholds} />
        {options.showTrend && (
          <TrendSection
            answer={answer}
            measure={measure}
            step={view.step}
            onMeasure={setMeasure}
            onStep={(step) => change({ step })}
          />
        )}
        {options.showGroups && view.group === null && (
          <section aria-label={t('Comparison of groups')}>
            <Typography.Text strong>{t('Comparison of groups')}</Typography.Text>
            <VerdictLegend />
            <GroupsTable groups={answer.groups} thresholds={thresholds} onChoose={(id) => change({ group: id })} />
          </section>
        )}
        {options.showContent && answer.content && (
          <section aria-label={t('Content and its effect')}>
            <Typography.Text strong>{t('Content and its effect')}</Typography.Text>
            <Typography.Paragraph type="secondary" style={{ marginBottom: 8, fontSize: 12 }}>
              {t(
                'Replies and reactions by others on the day of the post. Later ones, and those to posts of channels and anonymous administrators, are left out.',
              )}
            </Typography.Paragraph>
            <ContentTable content={answer.content} />
          </section>
        )}
      </>
    );
  };

  return (
    <Flex vertical gap="middle" data-testid="community-group-health" aria-busy={loading}>
      <Flex wrap gap="small" align="center">
        <Select
          aria-label={t('Period')}
          value={view.days}
          style={{ minWidth: 130 }}
          options={[...new Set<number>([...PERIODS, view.days])]
            .sort((a, b) => a - b)
            .map((value) => ({ value, label: PERIOD_TITLES[value] ? t(PERIOD_TITLES[value]) : String(value) }))}
          onChange={(value) => change({ days: value, step: stepFor(value) })}
        />
        <OneGroupPicker value={view.group} style={{ minWidth: 220 }} onChange={(value) => change({ group: value })} />
        <SegmentFilter value={view.segments} onChange={(segments) => change({ segments })} />
        <Button icon={<ReloadOutlined />} loading={loading} aria-label={t('Refresh')} onClick={reload} />
        {answer && (
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {t('As of {{moment}}', { moment: moment(answer.asOf) })}
          </Typography.Text>
        )}
      </Flex>
      {content()}
    </Flex>
  );
}

/** What the reader has to know of these numbers. */
function Notes({ answer }: { answer: GroupHealthAnswer }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const known = answer.groups.filter(({ basis }) => basis === 'known').length;
  const { now } = answer.total;
  return (
    <>
      {answer.partial && (
        <Alert
          type="info"
          showIcon
          message={t(
            'These are numbers of the members that you may see alone. Response time and the effect of content come from others and are not shown.',
          )}
        />
      )}
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {[
          t('{{posts}} posts of {{speakers}} of {{members}} members; {{joins}} joins, {{leaves}} leaves.', {
            posts: numbers.count(now.posts),
            speakers: numbers.count(now.speakers),
            members: numbers.count(now.members),
            joins: numbers.count(now.joins),
            leaves: numbers.count(now.leaves),
          }),
          ...(answer.groups.length > 1 ? [t('A member of two groups counts in both.')] : []),
          ...(now.otherPosts
            ? [
                t('{{count}} posts of channels and anonymous administrators are not among them.', {
                  count: numbers.count(now.otherPosts),
                }),
              ]
            : []),
          ...(known > 0 && !answer.partial
            ? [
                t('Groups of which only the members that were seen are counted, not those who only read: {{count}}.', {
                  count: numbers.count(known),
                }),
              ]
            : []),
          ...(answer.moreGroups > 0
            ? [t('{{count}} quieter groups are left out.', { count: numbers.count(answer.moreGroups) })]
            : []),
        ].join(' ')}
      </Typography.Text>
    </>
  );
}
