import { Empty, Flex } from 'antd';
import React, { useCallback, useEffect, useState } from 'react';
import type { LifecycleAnswer } from '../../common/lifecycleBlock';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { useT } from '../locale';
import { ConversionTable } from './ConversionTable';
import { FlowSection } from './FlowSection';
import { LifecycleToolbar } from './LifecycleToolbar';
import { MembersDrawer } from './MembersDrawer';
import type { LifecycleOptions } from './options';
import { lastDays, type LifecycleView, type MembersOf } from './query';
import { StageCards } from './StageCards';
import { useStageLook } from './stageLook';
import { useLifecycle } from './useLifecycle';

const NO_STAGES: LifecycleAnswer['stages'] = [];

/** The block's content: period, stages, flows and conversions, or what stands in for them. */
export function LifecyclePanel({ options }: { options: LifecycleOptions }): React.ReactElement {
  const t = useT();
  const [view, setView] = useState<LifecycleView>(() => ({
    ...lastDays(options.days, new Date()),
    counted: options.counted,
    segments: [],
  }));
  const [flows, setFlows] = useState(options.flows);
  const [members, setMembers] = useState<MembersOf | null>(null);
  const { answer, loading, error, reload } = useLifecycle(view);
  const look = useStageLook(answer?.stages ?? NO_STAGES);
  const change = useCallback((part: Partial<LifecycleView>) => setView((before) => ({ ...before, ...part })), []);

  // Changed settings replace what the reader chose.
  useEffect(
    () => change({ ...lastDays(options.days, new Date()), counted: options.counted }),
    [change, options.days, options.counted],
  );
  useEffect(() => setFlows(options.flows), [options.flows]);

  const content = () => {
    if (error) return <BlockError error={error} message={t('The lifecycle could not be loaded.')} onRetry={reload} />;
    if (!answer) return <BlockLoading rows={6} />;
    const nothing = nothingYet(answer);
    if (nothing) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(nothing)} />;
    return (
      <>
        <StageCards answer={answer} look={look} onOpen={setMembers} />
        {options.showFlows && (
          <FlowSection
            answer={answer}
            look={look}
            view={flows}
            height={options.height}
            onView={setFlows}
            onOpen={setMembers}
          />
        )}
        {options.showConversions && <ConversionTable answer={answer} look={look} onOpen={setMembers} />}
      </>
    );
  };

  return (
    <Flex vertical gap="middle" data-testid="community-lifecycle">
      <LifecycleToolbar view={view} loading={loading} lastRun={answer?.lastRun} onChange={change} onReload={reload} />
      {content()}
      <MembersDrawer of={members} view={view} look={look} onClose={() => setMembers(null)} />
    </Flex>
  );
}

const EMPTY_NOTES = {
  members: 'No members yet. Import a chat export or connect a bot in the plugin settings "Telegram community".',
  stages:
    'Nobody has a stage yet. Start "Score and classify now" in the plugin settings "Telegram community", or wait for the schedule.',
};

/** What to do where there is nothing to show; null where there is. */
function nothingYet({ stages, lastRun }: LifecycleAnswer): string | null {
  if (stages.every(({ members }) => members === 0)) return EMPTY_NOTES.members;
  if (lastRun === null && stages.every(({ stage, members }) => stage === null || members === 0))
    return EMPTY_NOTES.stages;
  return null;
}
