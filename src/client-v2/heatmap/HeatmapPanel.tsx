import { Flex, Pagination } from 'antd';
import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { HeatmapMember } from '../../common/heatmap';
import { useLanguage } from '../moments';
import { MemberCard } from '../members/MemberCard';
import { useT } from '../locale';
import { ExportMenu } from './exports/ExportMenu';
import { HeatmapFilters } from './filters/HeatmapFilters';
import { HeatmapGrid } from './HeatmapGrid';
import { HeatmapLegend } from './HeatmapLegend';
import { HeatmapEmpty, HeatmapError, HeatmapLoading } from './HeatmapStates';
import { HeatmapToolbar, type Look } from './HeatmapToolbar';
import type { Layout, Viewport } from './layout';
import { toMatrix } from './matrix';
import { PAGE_SIZES, type HeatmapOptions } from './options';
import { memberFilter, NO_FILTERS, type Filter, type HeatmapView } from './query';
import type { CellRect } from './selection/rectangle';
import { SelectionPanel } from './selection/SelectionPanel';
import { useStages } from './stages';
import { useHeatmapTheme } from './theme';
import { useArranged } from './useArranged';
import { useHeatmapData } from './useHeatmapData';

export interface HeatmapPanelProps {
  options: HeatmapOptions;
  /** What the host's filter blocks on the page ask for. */
  connected?: Filter;
  /** Opens the page designer's pop-up for a member; without it our own card opens. */
  onOpenPopup?(memberId: HeatmapMember['id']): void;
}

const NO_FILTER: Filter = {};

/** The block's content: tools, matrix or what stands in for it, selection, legend and pages. */
export function HeatmapPanel({ options, connected = NO_FILTER, onOpenPopup }: HeatmapPanelProps): React.ReactElement {
  const t = useT();
  const language = useLanguage();
  const stages = useStages();
  const theme = useHeatmapTheme(options.palette);
  const [view, setView] = useState<HeatmapView>({
    page: 1,
    pageSize: options.pageSize,
    sort: options.sort,
    ...NO_FILTERS,
  });
  const [look, setLook] = useState<Look>(options);
  const [selection, setSelection] = useState<CellRect | null>(null);
  const [member, setMember] = useState<HeatmapMember['id'] | null>(null);
  const shown = useRef<{ layout: Layout; view: Viewport } | null>(null);
  const { answer: loaded, loading, error, reload } = useHeatmapData(options, view, connected);
  const { answer, arranging } = useArranged(loaded, view.sort, look.groupSort, language);

  // Anything but turning the page begins at the first one again.
  const change = useCallback(
    (part: Partial<HeatmapView>) => setView((before) => ({ ...before, page: 1, ...part })),
    [],
  );
  const changeLook = useCallback((part: Partial<Look>) => setLook((before) => ({ ...before, ...part })), []);

  // Changed settings replace what the reader chose.
  useEffect(() => change({ pageSize: options.pageSize, sort: options.sort }), [change, options.pageSize, options.sort]);
  const { colourBy, normalize, groupSort } = options;
  useEffect(() => changeLook({ colourBy, normalize, groupSort }), [changeLook, colourBy, normalize, groupSort]);
  useEffect(() => change({}), [change, connected]);

  // A rectangle means other members in another answer or order.
  useEffect(() => setSelection(null), [answer]);

  const matrix = useMemo(
    () => (answer ? toMatrix(answer, look.colourBy, look.normalize) : null),
    [answer, look.colourBy, look.normalize],
  );

  const openMember = useCallback(
    (id: HeatmapMember['id']) => (onOpenPopup ? onOpenPopup(id) : setMember(id)),
    [onOpenPopup],
  );
  const open = useCallback(
    (row: number) => {
      const id = answer?.members[row]?.id;
      if (id !== undefined) openMember(id);
    },
    [answer, openMember],
  );

  const content = () => {
    if (error) return <HeatmapError error={error} onRetry={reload} />;
    if (!answer || !matrix) return <HeatmapLoading height={options.height} />;
    if (matrix.rows === 0 || matrix.columns === 0) {
      return (
        <HeatmapEmpty
          searching={view.segments.length > 0 || memberFilter(options, view, connected) !== null}
          onClear={() => change({ ...NO_FILTERS })}
        />
      );
    }
    return (
      <>
        <HeatmapGrid
          {...{ answer, matrix, theme, stages, selection }}
          density={options.density}
          height={options.height}
          onSelect={setSelection}
          onOpen={open}
          onShown={shown}
        />
        {selection && (
          <SelectionPanel
            {...{ answer, matrix, stages }}
            rect={selection}
            onOpenMember={openMember}
            onClear={() => setSelection(null)}
          />
        )}
      </>
    );
  };

  return (
    <Flex vertical gap="small" data-testid="community-heatmap">
      <HeatmapToolbar
        view={view}
        look={look}
        loading={loading || arranging}
        asOf={answer?.asOf}
        onChange={change}
        onLook={changeLook}
        onReload={reload}
      >
        <ExportMenu
          {...{ answer, matrix, theme, shown }}
          colourBy={look.colourBy}
          normalize={look.normalize}
          density={options.density}
        />
      </HeatmapToolbar>
      <HeatmapFilters view={view} stages={stages} onChange={change} />
      {content()}
      {!error && (
        <Flex wrap gap="small" justify="space-between" align="center">
          <HeatmapLegend theme={theme} colourBy={look.colourBy} normalize={look.normalize} stages={stages} />
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
