import React, { useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { HeatmapAnswer } from '../../common/heatmap';
import { useT } from '../locale';
import { useMoment } from '../moments';
import type { Emphasis } from './axes';
import { cellFacts, cellSentence } from './cellText';
import { HeatmapTip } from './HeatmapTip';
import { layoutOf } from './layout';
import type { Matrix } from './matrix';
import type { Density } from './options';
import { paint, type PaintBuffer } from './painter';
import type { StageOption } from './stages';
import type { HeatmapTheme } from './theme';
import { useGridFocus } from './useGridFocus';
import { useGridPointer } from './useGridPointer';
import { useViewport } from './useViewport';

export interface HeatmapGridProps {
  answer: HeatmapAnswer;
  matrix: Matrix;
  theme: HeatmapTheme;
  stages: readonly StageOption[];
  density: Density;
  /** CSS pixels. */
  height: number;
  onOpen(row: number): void;
}

const HIDDEN: React.CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
};

/** The scrolling matrix. One canvas as large as the window sticks to it and is repainted for what is visible. */
export function HeatmapGrid(props: HeatmapGridProps): React.ReactElement {
  const { answer, matrix, theme, stages, density, height, onOpen } = props;
  const t = useT();
  const moment = useMoment();
  const cellId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const buffer = useRef<PaintBuffer>({ image: null });
  const [view, readView] = useViewport(scroller);
  const layout = useMemo(
    () => layoutOf(matrix.rows, matrix.columns, density, view.width),
    [matrix.rows, matrix.columns, density, view.width],
  );
  const { hit, at, pressed, locate, onMove, onLeave } = useGridPointer(layout, view, matrix);
  const { focus, setFocus, onKeyDown, onFocus } = useGridFocus(scroller, layout, view, matrix, onOpen);

  useLayoutEffect(() => {
    if (!canvas.current) return;
    const row = hit && hit.area !== 'column' ? hit.row : null;
    const column = hit && hit.area !== 'row' ? hit.column : null;
    const emphasis: Emphasis = { hover: { row, column }, focus };
    const input = { answer, layout, view, theme, emphasis, unnamed: t('Unnamed') };
    paint(canvas.current, buffer.current, matrix, input, window.devicePixelRatio || 1);
  }, [answer, matrix, theme, layout, view, hit, focus, t]);

  const spoken = focus ? cellSentence(cellFacts(answer, matrix, stages, focus, t, moment), t) : '';
  return (
    <div style={{ position: 'relative' }} onPointerMove={onMove} onPointerLeave={onLeave}>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={t('Participation of members in groups')}
        aria-rowcount={matrix.rows}
        aria-colcount={matrix.columns}
        aria-activedescendant={focus ? cellId : undefined}
        data-testid="community-heatmap-grid"
        style={{
          height,
          overflow: 'auto',
          outlineOffset: 2,
          outlineColor: theme.primary,
          cursor: hit && hit.area !== 'column' ? 'pointer' : 'default',
        }}
        onScroll={readView}
        onKeyDown={onKeyDown}
        onPointerDown={() => {
          pressed.current = true;
        }}
        onFocus={() => {
          if (!pressed.current) onFocus();
        }}
        onClick={(event) => {
          pressed.current = false;
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
        {focus && (
          <div role="row" aria-rowindex={focus.row + 1} style={{ ...HIDDEN, left: 0, top: 0 }}>
            <div id={cellId} role="gridcell" aria-colindex={focus.column + 1} aria-label={spoken} />
          </div>
        )}
      </div>
      <div aria-live="polite" style={HIDDEN}>
        {spoken}
      </div>
      {hit?.area === 'cell' && at && (
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
