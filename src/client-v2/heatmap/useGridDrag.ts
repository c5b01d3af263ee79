import { useCallback, useRef, useState, type PointerEvent, type RefObject } from 'react';
import { nearestCell, type Layout, type Viewport } from './layout';
import type { CellPosition } from './navigation';
import { rectangleOf, type CellRect } from './selection/rectangle';

/** What dragging does: nothing (a click opens), moving the matrix, or selecting a rectangle. */
export const TOOLS = ['point', 'pan', 'select'] as const;
export type Tool = (typeof TOOLS)[number];

/** The pointer moved less than this many pixels: a click, not a drag. */
const CLICK = 4;

type Drag =
  | { kind: 'pan'; x: number; y: number; scrollX: number; scrollY: number; moved: boolean }
  | { kind: 'select'; x: number; y: number; from: CellPosition; moved: boolean };

export interface GridDrag {
  /** What is being dragged now. */
  dragging: Drag['kind'] | null;
  /** Whether the click that follows belongs to a drag. */
  wasDrag(): boolean;
  onDown(event: PointerEvent<HTMLElement>): void;
  onMove(event: PointerEvent<HTMLElement>): void;
  onUp(event: PointerEvent<HTMLElement>): void;
}

/** Dragging with the pointer: the middle button, the space bar or the hand moves the matrix; shift or the frame selects. */
export function useGridDrag(
  element: RefObject<HTMLElement>,
  layout: Layout,
  view: Viewport,
  size: { rows: number; columns: number },
  tool: Tool,
  spaceHeld: { current: boolean },
  onSelect: (rect: CellRect) => void,
): GridDrag {
  const drag = useRef<Drag | null>(null);
  const ended = useRef(false);
  const [dragging, setDragging] = useState<Drag['kind'] | null>(null);

  const cellAtEvent = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearestCell(layout, view, size, event.clientX - box.left, event.clientY - box.top);
  };
  const onDown = (event: PointerEvent<HTMLElement>) => {
    ended.current = false;
    const { clientX: x, clientY: y, button } = event;
    if (size.rows === 0 || size.columns === 0 || button > 1) return;
    const inAxes = (() => {
      const box = event.currentTarget.getBoundingClientRect();
      return x - box.left < layout.left || y - box.top < layout.top;
    })();
    if (button === 1 || tool === 'pan' || spaceHeld.current) {
      const { scrollX, scrollY } = view;
      drag.current = { kind: 'pan', x, y, scrollX, scrollY, moved: false };
      // the browser's own scrolling by the middle button
      if (button === 1) event.preventDefault();
    } else if (!inAxes && (event.shiftKey || tool === 'select')) {
      drag.current = { kind: 'select', x, y, from: cellAtEvent(event), moved: false };
    } else return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    setDragging(drag.current.kind);
  };
  const onMove = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    if (!now) return;
    const [dx, dy] = [event.clientX - now.x, event.clientY - now.y];
    now.moved ||= Math.hypot(dx, dy) >= CLICK;
    if (!now.moved) return;
    if (now.kind === 'select') onSelect(rectangleOf(now.from, cellAtEvent(event)));
    else if (element.current) {
      element.current.scrollLeft = now.scrollX - dx;
      element.current.scrollTop = now.scrollY - dy;
    }
  };
  const onUp = (event: PointerEvent<HTMLElement>) => {
    if (!drag.current) return;
    event.currentTarget.releasePointerCapture?.(event.pointerId);
    // a frame without a drag is one cell
    if (drag.current.kind === 'select' && !drag.current.moved)
      onSelect(rectangleOf(drag.current.from, drag.current.from));
    ended.current = true;
    drag.current = null;
    setDragging(null);
  };
  const wasDrag = useCallback(() => {
    const was = ended.current;
    ended.current = false;
    return was;
  }, []);
  return { dragging, wasDrag, onDown, onMove, onUp };
}
