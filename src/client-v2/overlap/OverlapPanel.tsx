import { ReloadOutlined } from '@ant-design/icons';
import { Button, Flex, Select, Tabs } from 'antd';
import React, { useEffect, useMemo, useState } from 'react';
import { OVERLAP_MEMBERS, type OverlapMembers } from '../../common/overlap';
import { BlockError, BlockLoading } from '../blocks/BlockStates';
import { SegmentFilter } from '../blocks/SegmentFilter';
import { useT } from '../locale';
import { ColdTab } from './ColdTab';
import { FlowTab } from './FlowTab';
import { MatrixTab } from './MatrixTab';
import { OVERLAP_VIEWS, type OverlapOptions, type OverlapView } from './options';
import { MEMBERS_TITLES, VIEW_TITLES } from './settingsForm';
import { useOverlap } from './useOverlap';

/** The block's content: shared members, forwarded content and quiet groups. */
export function OverlapPanel({ options: saved }: { options: OverlapOptions }): React.ReactElement {
  const t = useT();
  const [members, setMembers] = useState<OverlapMembers>(saved.members);
  const [measure, setMeasure] = useState(saved.measure);
  const [view, setView] = useState<OverlapView>(saved.view);
  // changed settings replace what the reader chose
  useEffect(() => setMembers(saved.members), [saved.members]);
  useEffect(() => setMeasure(saved.measure), [saved.measure]);
  useEffect(() => setView(saved.view), [saved.view]);
  const [segments, setSegments] = useState(saved.segments);
  useEffect(() => setSegments(saved.segments), [saved.segments]);
  const options = useMemo(() => ({ ...saved, members, segments }), [saved, members, segments]);
  const contents: Record<OverlapView, () => React.ReactElement> = {
    matrix: () => <SharedMembers options={options} measure={measure} onMeasure={setMeasure} />,
    flow: () => <FlowTab options={options} />,
    cold: () => <ColdTab options={options} />,
  };
  return (
    <div data-testid="community-overlap">
      {/* a list of tabs may hold nothing else */}
      <Flex wrap gap="small">
        <Select
          aria-label={t('Members that count')}
          value={members}
          style={{ minWidth: 190 }}
          options={OVERLAP_MEMBERS.map((value) => ({ value, label: t(MEMBERS_TITLES[value]) }))}
          onChange={setMembers}
        />
        <SegmentFilter value={segments} onChange={setSegments} />
      </Flex>
      <Tabs
        activeKey={view}
        onChange={(key) => setView(key as OverlapView)}
        items={OVERLAP_VIEWS.map((key) => ({
          key,
          label: t(VIEW_TITLES[key]),
          children: key === view ? contents[key]() : null,
        }))}
      />
    </div>
  );
}

interface SharedMembersProps {
  options: OverlapOptions;
  measure: OverlapOptions['measure'];
  onMeasure(measure: OverlapOptions['measure']): void;
}

function SharedMembers({ options, measure, onMeasure }: SharedMembersProps): React.ReactElement {
  const t = useT();
  const { answer, loading, error, reload } = useOverlap(options);
  if (error) return <BlockError error={error} message={t('The overlap could not be loaded.')} onRetry={reload} />;
  if (!answer) return <BlockLoading rows={8} />;
  return (
    <Flex vertical gap="small">
      <MatrixTab answer={answer} measure={measure} height={options.height} onMeasure={onMeasure} />
      <Flex justify="flex-end">
        <Button size="small" icon={<ReloadOutlined />} loading={loading} onClick={reload}>
          {t('Refresh')}
        </Button>
      </Flex>
    </Flex>
  );
}
