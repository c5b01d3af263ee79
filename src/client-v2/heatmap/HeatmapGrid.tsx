import React, { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { PackedHeatmap } from '../../common/heatmapCompact';
import { VisuallyHidden } from '../blocks/VisuallyHidden';
import { useT } from '../locale';
import { useMoment } from '../moments';
import type { Emphasis } from './axes';
import { cellFacts, cellSentence } from './cellText';
import { GridTools } from './GridTools';
import { GridWindow } from './GridWindow';
import { HeatmapTip } from './HeatmapTip';
import type { Layout, Viewport } from './layout';
import type { Matrix } from './matrix';
import type { Density } from './options';
import { paint, type PaintBuffer } from './painter';
import type { CellRect } from './selection/rectangle';
import type { StageOption } from './stages';
import type { HeatmapTheme } from './theme';
import { useGridDrag, type Tool } from './useGridDrag';
import { useGridFocus } from './useGridFocus';
import { useGridPointer } from './useGridPointer';
import { useViewport } from './useViewport';
import { useWheelZoom, useZoom } from './useZoom';

export interface HeatmapGridProps {
  answer: PackedHeatmap;
  matrix: Matrix;
  theme: HeatmapTheme;
  stages: readonly StageOption[];
  density: Density;
  /** CSS pixels. */
  height: number;
  selection?: CellRect | null;
  onSelect?(rect: CellRect | null): void;
  onOpen(row: number): void;
  /** Told what of the matrix is shown, and how large: a picture of it is made of this. */
  onShown?: React.MutableRefObject<{ layout: Layout; view: Viewport } | null>;
}

const nothing = () => undefined;

/** The scrolling matrix. One canvas as large as the window sticks to it and is repainted for what is visible. */
export function HeatmapGrid(props: HeatmapGridProps): React.ReactElement {
  const {
    answer,
    matrix,
    theme,
    stages,
    density,
    height,
    selection = null,
    onSelect = nothing,
    onOpen,
    onShown,
  } = props;
  const t = useT();
  const moment = useMoment();
  const cellId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const buffer = useRef<PaintBuffer>({ image: null });
  const spaceHeld = useRef(false);
  const [tool, setTool] = useState<Tool>('point');
  const [view, readView] = useViewport(scroller);
  const zooming = useZoom(scroller, view, readView, matrix, density);
  const { layout, zoomBy, fit } = zooming;
  useWheelZoom(scroller, zoomBy);
  const { hit, at, pressed, locate, onMove, onLeave } = useGridPointer(layout, view, matrix);
  const drag = useGridDrag(scroller, layout, view, matrix, tool, spaceHeld, onSelect);
  const { focus, setFocus, onKeyDown, onKeyUp, onFocus } = useGridFocus(
    scroller,
    layout,
    view,
    matrix,
    selection !== null,
    { open: onOpen, select: onSelect, zoomBy, fit },
    spaceHeld,
  );

  useEffect(() => {
    if (onShown) onShown.current = { layout, view };
  }, [onShown, layout, view]);

  useLayoutEffect(() => {
    if (!canvas.current) return;
    const row = hit && hit.area !== 'column' ? hit.row : null;
    const column = hit && hit.area !== 'row' ? hit.column : null;
    const emphasis: Emphasis = { hover: { row, column }, focus, selection };
    const input = { answer, layout, view, theme, emphasis, unnamed: t('Unnamed') };
    paint(canvas.current, buffer.current, matrix, input, window.devicePixelRatio || 1);
  }, [answer, matrix, theme, layout, view, hit, focus, selection, t]);

  const spoken = focus ? cellSentence(cellFacts(answer, matrix, stages, focus, t, moment), t) : '';
  const cursor = (() => {
    if (drag.dragging === 'pan') return 'grabbing';
    if (tool === 'pan') return 'grab';
    if (tool === 'select') return 'crosshair';
    return hit && hit.area !== 'column' ? 'pointer' : 'default';
  })();
  return (
    <div style={{ position: 'relative' }} onPointerMove={onMove} onPointerLeave={onLeave}>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={t('Participation of members in groups')}
        aria-rowcount={matrix.rows + 1}
        aria-colcount={matrix.columns + 1}
        aria-activedescendant={focus ? cellId : undefined}
        aria-multiselectable
        data-testid="community-heatmap-grid"
        data-cell-width={layout.cellWidth}
        data-cell-height={layout.cellHeight}
        data-left={layout.left}
        data-top={layout.top}
        style={{
          height,
          overflow: 'auto',
          outlineOffset: 2,
          outlineColor: theme.primary,
          cursor,
          userSelect: 'none',
          touchAction: tool === 'point' ? undefined : 'none',
        }}
        onScroll={readView}
        onKeyDown={onKeyDown}
        onKeyUp={onKeyUp}
        onBlur={() => {
          spaceHeld.current = false;
        }}
        onPointerDown={(event) => {
          pressed.current = true;
          drag.onDown(event);
        }}
        onPointerMove={drag.onMove}
        onPointerUp={drag.onUp}
        onPointerCancel={drag.onUp}
        onFocus={() => {
          if (!pressed.current) onFocus();
        }}
        onClick={(event) => {
          pressed.current = false;
          if (drag.wasDrag()) {
            // the space bar has dragged and does not open
            spaceHeld.current = false;
            return;
          }
          const clicked = locate(event);
          if (!clicked || clicked.area === 'column') return;
          if (clicked.area === 'cell') setFocus({ row: clicked.row, column: clicked.column });
          onOpen(clicked.row);
        }}
      >
        <div style={{ width: layout.width, height: layout.height }}>
          <canvas
            ref={canvas}
            aria-hidden
            style={{ position: 'sticky', left: 0, top: 0, display: 'block', width: view.width, height: view.height }}
          />
        </div>
        <div style={{ position: 'absolute', left: 0, top: 0 }}>
          <GridWindow {...{ answer, matrix, stages, layout, view, focus, cellId }} />
        </div>
      </div>
      <GridTools tool={tool} onTool={setTool} zooming={zooming} />
      <VisuallyHidden>
        <span aria-live="polite">{spoken}</span>
      </VisuallyHidden>
      {hit?.area === 'cell' && at && !drag.dragging && (
        <HeatmapTip
          facts={cellFacts(answer, matrix, stages, hit, t, moment)}
          x={at.x}
          y={at.y}
          windowWidth={view.width}
        />
      )}
    </div>
  );
}
