import React, { useEffect, useState } from 'react';
import type { PackedHeatmap } from '../../common/heatmapCompact';
import { VisuallyHidden } from '../blocks/VisuallyHidden';
import { useT } from '../locale';
import { useMoment } from '../moments';
import { cellFacts, cellSentence } from './cellText';
import { visibleColumns, visibleRows, type Layout, type Range, type Viewport } from './layout';
import type { Matrix } from './matrix';
import type { CellPosition } from './navigation';
import type { StageOption } from './stages';

/** So many of the visible rows and columns are there for screen readers: all of a million cells would stop the browser. */
const MOST_ROWS = 16;
const MOST_COLUMNS = 12;
/** The table follows when scrolling rests. */
const REST = 200;

export interface GridWindowProps {
  answer: PackedHeatmap;
  matrix: Matrix;
  stages: readonly StageOption[];
  layout: Layout;
  view: Viewport;
  focus: CellPosition | null;
  cellId: string;
}

/** The first of the visible places, moved so that the focused one is among them. */
function around({ first, end }: Range, focus: number | undefined, most: number): Range {
  const from = focus !== undefined && (focus < first || focus >= first + most) ? focus : first;
  return { first: from, end: Math.min(Math.max(end, from + 1, (focus ?? 0) + 1), from + most) };
}

const places = ({ first, end }: Range, count: number) =>
  Array.from({ length: Math.max(0, Math.min(end, count) - first) }, (_, at) => first + at);

/** The visible part of the matrix as rows and cells in words. */
function Rows({ answer, matrix, stages, layout, view, focus, cellId }: GridWindowProps): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const rows = places(around(visibleRows(layout, view, matrix.rows), focus?.row, MOST_ROWS), matrix.rows);
  const columns = places(
    around(visibleColumns(layout, view, matrix.columns), focus?.column, MOST_COLUMNS),
    matrix.columns,
  );
  return (
    <VisuallyHidden>
      <div role="row" aria-rowindex={1}>
        <span role="columnheader" aria-colindex={1}>
          {t('Member')}
        </span>
        {columns.map((column) => (
          <span key={column} role="columnheader" aria-colindex={column + 2}>
            {answer.groups[column].title ?? t('Unnamed')}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <div key={row} role="row" aria-rowindex={row + 2}>
          <span role="rowheader" aria-colindex={1}>
            {answer.members[row].name ?? t('Unnamed')}
          </span>
          {columns.map((column) => {
            const focused = focus?.row === row && focus.column === column;
            const sentence = cellSentence(cellFacts(answer, matrix, stages, { row, column }, t, moment), t);
            return (
              <span
                key={column}
                role="gridcell"
                id={focused ? cellId : undefined}
                aria-colindex={column + 2}
                aria-selected={focused}
                aria-label={sentence}
              />
            );
          })}
        </div>
      ))}
    </VisuallyHidden>
  );
}

const Still = React.memo(Rows);

/** The table for screen readers; made anew for another answer or focus at once, for another place when scrolling rests. */
export function GridWindow(props: GridWindowProps): React.ReactElement {
  const { view, layout } = props;
  const [still, setStill] = useState({ view, layout });
  useEffect(() => {
    const timer = setTimeout(() => setStill({ view, layout }), REST);
    return () => clearTimeout(timer);
  }, [view, layout]);
  return <Still {...props} {...(props.focus ? { view, layout } : still)} />;
}
