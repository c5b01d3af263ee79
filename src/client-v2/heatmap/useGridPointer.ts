import { useCallback, useMemo, useRef, useState, type MouseEvent } from 'react';
import { hitTest, type Hit, type Layout, type Viewport } from './layout';

interface Point {
  x: number;
  y: number;
}

export interface GridPointer {
  /** What the pointer is over; follows when the content scrolls under a resting pointer. */
  hit: Hit;
  /** The pointer's place in the window; null while it is elsewhere. */
  at: Point | null;
  /** Whether a press of the pointer, not the keyboard, is what brings the focus. */
  pressed: { current: boolean };
  /** What an event points at, asked afresh: a touch clicks without having moved before. */
  locate(event: MouseEvent<HTMLElement>): Hit;
  onMove(event: MouseEvent<HTMLElement>): void;
  onLeave(): void;
}

function pointOf(event: MouseEvent<HTMLElement>): Point {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** Where the pointer is and what is there. */
export function useGridPointer(layout: Layout, view: Viewport, size: { rows: number; columns: number }): GridPointer {
  const { rows, columns } = size;
  const [at, setAt] = useState<Point | null>(null);
  const pressed = useRef(false);
  const find = useCallback(
    (point: Point) => hitTest(layout, view, { rows, columns }, point.x, point.y),
    [layout, view, rows, columns],
  );
  const hit = useMemo(() => (at ? find(at) : null), [at, find]);
  const locate = useCallback((event: MouseEvent<HTMLElement>) => find(pointOf(event)), [find]);
  const onMove = useCallback((event: MouseEvent<HTMLElement>) => setAt(pointOf(event)), []);
  const onLeave = useCallback(() => setAt(null), []);
  return { hit, at, pressed, locate, onMove, onLeave };
}
