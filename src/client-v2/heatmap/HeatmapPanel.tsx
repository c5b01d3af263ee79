import { Flex, Pagination } from 'antd';
import React, { useCallback, useEffect, useMemo, useState } from 'react';
import type { HeatmapMember } from '../../common/heatmap';
import { MemberCard } from '../members/MemberCard';
import { useT } from '../locale';
import { HeatmapGrid } from './HeatmapGrid';
import { HeatmapLegend } from './HeatmapLegend';
import { HeatmapEmpty, HeatmapError, HeatmapLoading } from './HeatmapStates';
import { HeatmapToolbar } from './HeatmapToolbar';
import { toMatrix } from './matrix';
import { PAGE_SIZES, type HeatmapOptions } from './options';
import type { HeatmapView } from './query';
import { useStages } from './stages';
import { useHeatmapTheme } from './theme';
import { useHeatmapData } from './useHeatmapData';

export interface HeatmapPanelProps {
  options: HeatmapOptions;
  /** Opens the page designer's pop-up for a member; without it our own card opens. */
  onOpenPopup?(memberId: HeatmapMember['id']): void;
}

/** The block's content: tools, matrix or what stands in for it, legend and pages. */
export function HeatmapPanel({ options, onOpenPopup }: HeatmapPanelProps): React.ReactElement {
  const t = useT();
  const stages = useStages();
  const theme = useHeatmapTheme(options.palette);
  const [view, setView] = useState<HeatmapView>({
    page: 1,
    pageSize: options.pageSize,
    sort: options.sort,
    search: '',
  });
  const [member, setMember] = useState<HeatmapMember['id'] | null>(null);
  const { answer, loading, error, reload } = useHeatmapData(options, view);

  // Anything but turning the page begins at the first one again.
  const change = useCallback(
    (part: Partial<HeatmapView>) => setView((before) => ({ ...before, page: 1, ...part })),
    [],
  );

  // Changed settings replace what the reader chose.
  useEffect(() => change({ pageSize: options.pageSize, sort: options.sort }), [change, options.pageSize, options.sort]);

  const { colourBy, normalize } = options;
  const matrix = useMemo(() => (answer ? toMatrix(answer, colourBy, normalize) : null), [answer, colourBy, normalize]);

  const open = useCallback(
    (row: number) => {
      const id = answer?.members[row]?.id;
      if (id === undefined) return;
      if (onOpenPopup) onOpenPopup(id);
      else setMember(id);
    },
    [answer, onOpenPopup],
  );

  const content = () => {
    if (error) return <HeatmapError error={error} onRetry={reload} />;
    if (!answer || !matrix) return <HeatmapLoading height={options.height} />;
    if (matrix.rows === 0 || matrix.columns === 0) {
      return <HeatmapEmpty searching={view.search !== ''} onClear={() => change({ search: '' })} />;
    }
    return (
      <HeatmapGrid
        answer={answer}
        matrix={matrix}
        theme={theme}
        stages={stages}
        density={options.density}
        height={options.height}
        onOpen={open}
      />
    );
  };

  return (
    <Flex vertical gap="small" data-testid="community-heatmap">
      <HeatmapToolbar view={view} loading={loading} asOf={answer?.asOf} onChange={change} onReload={reload} />
      {content()}
      {!error && (
        <Flex wrap gap="small" justify="space-between" align="center">
          <HeatmapLegend theme={theme} colourBy={colourBy} stages={stages} />
          <Pagination
            size="small"
            current={view.page}
            pageSize={view.pageSize}
            total={answer?.total ?? 0}
            showSizeChanger
            pageSizeOptions={[...new Set([...PAGE_SIZES, view.pageSize])].sort((a, b) => a - b)}
            showTotal={(total) => t('{{total}} members', { total })}
            onChange={(page, pageSize) => change({ page: pageSize === view.pageSize ? page : 1, pageSize })}
          />
        </Flex>
      )}
      <MemberCard memberId={member} onClose={() => setMember(null)} />
    </Flex>
  );
}
