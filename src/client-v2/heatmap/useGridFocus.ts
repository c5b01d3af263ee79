import { useCallback, useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { scrollToCell, type Layout, type Viewport } from './layout';
import { moveFocus, type CellPosition } from './navigation';

export interface GridFocus {
  focus: CellPosition | null;
  setFocus(position: CellPosition | null): void;
  onKeyDown(event: KeyboardEvent): void;
  /** Gives a grid that is reached by keyboard its first focused cell. */
  onFocus(): void;
}

/** The keyboard's cell: arrows, Home, End and PageUp/Down move it, Enter and Space open its member. */
export function useGridFocus(
  element: RefObject<HTMLElement>,
  layout: Layout,
  view: Viewport,
  size: { rows: number; columns: number },
  onOpen: (row: number) => void,
): GridFocus {
  const { rows, columns } = size;
  const [focus, setFocus] = useState<CellPosition | null>(null);

  // Another page may be smaller: its cells are others, so the focus starts anew.
  useEffect(() => setFocus(null), [rows, columns]);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.key === 'Escape') return setFocus(null);
      const from = focus ?? { row: 0, column: 0 };
      if ((event.key === 'Enter' || event.key === ' ') && focus) {
        event.preventDefault();
        return onOpen(focus.row);
      }
      const pageRows = Math.max(1, Math.floor((view.height - layout.top) / layout.cellHeight) - 1);
      const to = moveFocus(event.key, event.ctrlKey || event.metaKey, from, { rows, columns }, pageRows);
      if (!to) return undefined;
      event.preventDefault();
      setFocus(to);
      const scroll = scrollToCell(layout, view, to.row, to.column);
      if (element.current) {
        element.current.scrollLeft = scroll.x;
        element.current.scrollTop = scroll.y;
      }
      return undefined;
    },
    [element, focus, layout, view, rows, columns, onOpen],
  );

  const onFocus = useCallback(() => {
    if (rows > 0 && columns > 0) setFocus((before) => before ?? { row: 0, column: 0 });
  }, [rows, columns]);

  return { focus, setFocus, onKeyDown, onFocus };
}
