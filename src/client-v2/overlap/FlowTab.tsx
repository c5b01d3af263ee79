import { Alert, Empty, Flex, Progress, Select, Table, type TableColumnsType } from 'antd';
import React, { useState } from 'react';
import { TRACES, type FlowAnswer, type FlowLink, type Trace } from '../../common/overlap';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { PERIOD_TITLES } from '../lifecycle/settingsForm';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { useGroupNames, type GroupName } from './groupNames';
import { FLOW_PERIODS, type OverlapOptions } from './options';
import { useFlow } from './useOverlap';

const TRACE_TITLES: Record<Trace, string> = {
  chat: '{{count}} by the chat that Telegram names',
  author: '{{count}} by author and second of the original',
  copy: '{{count}} by the same text or file of the named author',
  title: '{{count}} by the group’s title',
};

/** What is forwarded from one group into another. */
export function FlowTab({ options }: { options: OverlapOptions }): React.ReactElement {
  const t = useT();
  const [days, setDays] = useState(options.flowDays);
  const { answer, loading, error, reload } = useFlow(options, days);
  return (
    <Flex vertical gap="middle">
      <Flex wrap gap="small" align="center">
        <Select
          aria-label={t('Period')}
          value={days}
          loading={loading}
          style={{ minWidth: 150 }}
          options={FLOW_PERIODS.map((value) => ({ value, label: t(PERIOD_TITLES[value]) }))}
          onChange={setDays}
        />
      </Flex>
      {error ? (
        <BlockError error={error} message={t('The forwarded content could not be loaded.')} onRetry={reload} />
      ) : answer ? (
        <Flow answer={answer} />
      ) : (
        <BlockLoading rows={6} />
      )}
    </Flex>
  );
}

function Flow({ answer }: { answer: FlowAnswer }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const name = useGroupNames(answer.groups);
  if (answer.forwards === 0) {
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={t('No forwards were seen in tracked groups in this period.')}
      />
    );
  }
  const { forwards, examined, traced, tracedBy, within, outside, links } = answer;
  const details = [
    ...TRACES.filter((trace) => tracedBy[trace]).map((trace) =>
      t(TRACE_TITLES[trace], { count: numbers.count(tracedBy[trace]) }),
    ),
    ...(within ? [t('{{count}} of them stayed within their group', { count: numbers.count(within) })] : []),
    ...(outside ? [t('{{count}} came from chats outside', { count: numbers.count(outside) })] : []),
  ];
  return (
    <>
      <Alert
        type="info"
        showIcon
        message={t(
          'Of {{examined}} forwards seen in tracked groups, {{traced}} ({{share}}) could be traced to a group.',
          {
            examined: numbers.count(examined),
            traced: numbers.count(traced),
            share: numbers.percent(traced / examined),
          },
        )}
        description={
          <>
            {details.length > 0 && <div>{details.join(t(', '))}</div>}
            <div>
              {t(
                'Telegram rarely tells where a member’s forward comes from, and forwards into private chats and other groups are never seen: the numbers are a lower bound.',
              )}
            </div>
            {examined < forwards && (
              <div>
                {t('The latest {{examined}} of {{forwards}} forwards were looked into.', {
                  examined: numbers.count(examined),
                  forwards: numbers.count(forwards),
                })}
              </div>
            )}
          </>
        }
      />
      <LinkTable links={links} name={name} />
    </>
  );
}

function LinkTable({ links, name }: { links: FlowLink[]; name: GroupName }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const most = links[0]?.forwards ?? 1;
  const columns: TableColumnsType<FlowLink> = [
    {
      title: t('From'),
      render: (_, { from }) => name(from),
      sorter: (a, b) => name(a.from).localeCompare(name(b.from)),
    },
    { title: t('To'), render: (_, { to }) => name(to), sorter: (a, b) => name(a.to).localeCompare(name(b.to)) },
    {
      title: t('Forwards traced'),
      width: '40%',
      sorter: (a, b) => a.forwards - b.forwards,
      render: (_, { forwards }) => (
        <Flex gap="small" align="center">
          <span style={{ minWidth: 44, textAlign: 'end', fontVariantNumeric: 'tabular-nums' }}>
            {numbers.count(forwards)}
          </span>
          <span aria-hidden style={{ flex: 1, minWidth: 60 }}>
            <Progress percent={(100 * forwards) / most} showInfo={false} size="small" />
          </span>
        </Flex>
      ),
    },
    {
      title: t('Members who forwarded'),
      align: 'right',
      sorter: (a, b) => a.people - b.people,
      render: (_, { people }) => numbers.count(people),
    },
  ];
  return (
    <Table
      rowKey={({ from, to }) => `${from} ${to}`}
      size="small"
      aria-label={t('Forwarded content')}
      columns={columns}
      dataSource={links}
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: t('Nothing could be traced from one group to another.') }}
    />
  );
}
