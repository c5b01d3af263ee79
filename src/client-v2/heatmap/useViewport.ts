import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import type { Viewport } from './layout';

const EMPTY: Viewport = { scrollX: 0, scrollY: 0, width: 0, height: 0 };

const sameView = (one: Viewport, other: Viewport) =>
  one.scrollX === other.scrollX &&
  one.scrollY === other.scrollY &&
  one.width === other.width &&
  one.height === other.height;

/** Scroll position and inner size of a scrolling element, kept up to date. */
export function useViewport(element: RefObject<HTMLElement>): [view: Viewport, read: () => void] {
  const [view, setView] = useState<Viewport>(EMPTY);

  const read = useCallback(() => {
    const box = element.current;
    if (!box) return;
    const now = { scrollX: box.scrollLeft, scrollY: box.scrollTop, width: box.clientWidth, height: box.clientHeight };
    setView((before) => (sameView(before, now) ? before : now));
  }, [element]);

  useLayoutEffect(() => {
    read();
    const box = element.current;
    if (!box || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(read);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element, read]);

  return [view, read];
}
