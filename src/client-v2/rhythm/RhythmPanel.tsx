import { Empty, Flex, Typography } from 'antd';
import React, { useEffect, useState } from 'react';
import type { RhythmAnswer } from '../../common/rhythm';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { EVERYONE } from '../blocks/memberChoice';
import { useDimensions } from '../blocks/useDimensions';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { subjectOf, type OpenedRecord, type RhythmOptions } from './options';
import type { RhythmView } from './query';
import { RhythmSection } from './RhythmSection';
import { RhythmMultiples } from './RhythmMultiples';
import { RhythmToolbar } from './RhythmToolbar';
import { useRhythm } from './useRhythm';
import { WindowList } from './WindowList';

export interface RhythmPanelProps {
  options: RhythmOptions;
  /** The record in whose page or pop-up the block stands. */
  opened?: OpenedRecord;
}

/** The block's content: the week by hours, and its best windows, or what stands in for them. */
export function RhythmPanel({ options, opened }: RhythmPanelProps): React.ReactElement {
  const t = useT();
  const { member, group, followed } = subjectOf(options, opened);
  const { days, who, hours, by } = options;
  const [view, setView] = useState<RhythmView>({ days, group, member, who, hours, by, members: EVERYONE });
  // Changed settings, or another record, replace what the reader chose.
  useEffect(
    () => setView((before) => ({ ...before, days, group, member, who, hours, by })),
    [days, group, member, who, hours, by],
  );
  /** Raised by the reader's wish for fresh numbers. */
  const [version, setVersion] = useState(0);
  const dimensions = useDimensions();
  const dimension = view.member === null && view.by !== 'none' ? view.by : null;
  const { answer, loading, error, reload } = useRhythm(view, dimension === null);

  const content = () => {
    if (dimension) {
      return (
        <RhythmMultiples
          view={view}
          dimension={dimension}
          options={dimensions[dimension]}
          palette={options.palette}
          version={version}
        />
      );
    }
    if (error) return <BlockError error={error} message={t('The rhythm could not be loaded.')} onRetry={reload} />;
    if (!answer) return <BlockLoading rows={7} />;
    if (answer.total === 0) {
      return (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t('Nothing was written in this period. Choose a longer one or another group.')}
        />
      );
    }
    return (
      <>
        <Summary answer={answer} />
        <RhythmSection answer={answer} palette={options.palette} framed={options.showWindows} />
        {options.showWindows && <WindowList answer={answer} />}
      </>
    );
  };

  return (
    <Flex vertical gap="middle" data-testid="community-rhythm">
      <RhythmToolbar
        view={view}
        loading={loading}
        dimensions={dimensions}
        choosesGroup={!followed || member !== null}
        choosesHours={options.showWindows}
        onChange={(part) => setView((before) => ({ ...before, ...part }))}
        onReload={() => (dimension ? setVersion((before) => before + 1) : reload())}
      />
      {content()}
    </Flex>
  );
}

/** How much was written, beside the period before, and whose clock it is. */
function Summary({ answer: { total, previous, timeZone } }: { answer: RhythmAnswer }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const change = previous && previous.total > 0 ? total / previous.total - 1 : null;
  return (
    <Typography.Text>
      {t('{{count}} messages', { count: numbers.count(total) })}
      <Typography.Text type="secondary">
        {change !== null &&
          ` · ${t('{{change}} against as many days before ({{count}})', {
            change: `${change > 0 ? '+' : change < 0 ? '−' : '±'}${numbers.percent(Math.abs(change))}`,
            count: numbers.count(previous?.total ?? 0),
          })}`}
        {` · ${t('Hours of the time zone {{zone}}', { zone: timeZone })}`}
      </Typography.Text>
    </Typography.Text>
  );
}
