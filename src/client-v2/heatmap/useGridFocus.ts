import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { scrollToCell, type Layout, type Viewport } from './layout';
import { moveFocus, type CellPosition } from './navigation';
import { rectangleOf, type CellRect } from './selection/rectangle';

export interface GridFocus {
  focus: CellPosition | null;
  setFocus(position: CellPosition | null): void;
  onKeyDown(event: KeyboardEvent): void;
  onKeyUp(event: KeyboardEvent): void;
  /** Gives a grid that is reached by keyboard its first focused cell. */
  onFocus(): void;
}

export interface GridCommands {
  open(row: number): void;
  /** The rectangle between where selecting began and the focused cell; null clears it. */
  select(rect: CellRect | null): void;
  zoomBy(steps: number): void;
  fit(): void;
}

const ZOOM_KEYS: Record<string, number> = { '+': 1, '=': 1, '-': -1 };

/**
 * The keyboard's cell: arrows, Home, End and PageUp/Down move it, with shift they select a rectangle (Ctrl+A all),
 * Enter opens its member; plus and minus zoom, 0 shows everything, Escape undoes selection and focus.
 *
 * @param spaceHeld is kept true while the space bar is down, which then drags; a mere press opens, as Enter does
 */
export function useGridFocus(
  element: RefObject<HTMLElement>,
  layout: Layout,
  view: Viewport,
  size: { rows: number; columns: number },
  selecting: boolean,
  commands: GridCommands,
  spaceHeld: { current: boolean },
): GridFocus {
  const { rows, columns } = size;
  const began = useRef<CellPosition | null>(null);
  const [focus, setFocus] = useState<CellPosition | null>(null);

  // Another page may be smaller: its cells are others, so the focus starts anew.
  useEffect(() => setFocus(null), [rows, columns]);

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    const withControl = event.ctrlKey || event.metaKey;
    if (key === 'Escape') {
      began.current = null;
      if (selecting) commands.select(null);
      else setFocus(null);
      return;
    }
    if (key in ZOOM_KEYS || key === '0') {
      // with Ctrl they are the browser's
      if (withControl) return;
      event.preventDefault();
      if (key === '0') commands.fit();
      else commands.zoomBy(ZOOM_KEYS[key]);
      return;
    }
    if (key === ' ') {
      event.preventDefault();
      spaceHeld.current = true;
      return;
    }
    if (key === 'Enter' && focus) {
      event.preventDefault();
      commands.open(focus.row);
      return;
    }
    if (withControl && key.toLowerCase() === 'a' && rows > 0 && columns > 0) {
      event.preventDefault();
      commands.select({ top: 0, left: 0, bottom: rows - 1, right: columns - 1 });
      return;
    }
    const from = focus ?? { row: 0, column: 0 };
    const pageRows = Math.max(1, Math.floor((view.height - layout.top) / layout.cellHeight) - 1);
    const to = moveFocus(key, withControl, from, { rows, columns }, pageRows);
    if (!to) return;
    event.preventDefault();
    if (shiftKey) {
      began.current ??= from;
      commands.select(rectangleOf(began.current, to));
    } else began.current = null;
    setFocus(to);
    const scroll = scrollToCell(layout, view, to.row, to.column);
    if (element.current) {
      element.current.scrollLeft = scroll.x;
      element.current.scrollTop = scroll.y;
    }
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key !== ' ') return;
    if (spaceHeld.current && focus) commands.open(focus.row);
    spaceHeld.current = false;
  };

  const onFocus = useCallback(() => {
    if (rows > 0 && columns > 0) setFocus((before) => before ?? { row: 0, column: 0 });
  }, [rows, columns]);

  return { focus, setFocus, onKeyDown, onKeyUp, onFocus };
}
