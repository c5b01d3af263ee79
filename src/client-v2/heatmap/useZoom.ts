import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { baseCell, fitZoom, layoutOf, limitedZoom, NO_ZOOM, type Layout, type Viewport, type Zoom } from './layout';
import type { Density } from './options';

/** One turn of the wheel, one press of a key or button. */
const STEP = 1.25;

export interface Zooming {
  layout: Layout;
  /** Larger or smaller by so many steps, around a point of the window; around its middle without one. */
  zoomBy(steps: number, point?: { x: number; y: number }): void;
  /** All rows and columns in the window. */
  fit(): void;
  /** As the density says. */
  reset(): void;
}

/** The sizes at which the matrix is drawn. What lies under the pointer stays there while they change. */
export function useZoom(
  element: RefObject<HTMLElement>,
  view: Viewport,
  readView: () => void,
  size: { rows: number; columns: number },
  density: Density,
): Zooming {
  const { rows, columns } = size;
  const [zoom, setZoom] = useState<Zoom>(NO_ZOOM);
  const layout = useMemo(
    () => layoutOf(rows, columns, density, view.width, zoom),
    [rows, columns, density, view.width, zoom],
  );
  /** A place of the matrix, in cells, and where in the window it is to stay. */
  const anchor = useRef<{ column: number; row: number; x: number; y: number } | null>(null);

  useEffect(() => setZoom(NO_ZOOM), [density]);

  useLayoutEffect(() => {
    if (!anchor.current || !element.current) return;
    const { column, row, x, y } = anchor.current;
    anchor.current = null;
    element.current.scrollLeft = column * layout.cellWidth - (x - layout.left);
    element.current.scrollTop = row * layout.cellHeight - (y - layout.top);
    readView();
  }, [element, layout, readView]);

  const zoomBy = useCallback(
    (steps: number, point?: { x: number; y: number }) => {
      const { x, y } = point ?? { x: (view.width + layout.left) / 2, y: (view.height + layout.top) / 2 };
      anchor.current = {
        column: (x - layout.left + view.scrollX) / layout.cellWidth,
        row: (y - layout.top + view.scrollY) / layout.cellHeight,
        x,
        y,
      };
      const factor = STEP ** steps;
      // from what is drawn: cells may be wider than the density says
      const { width, height } = baseCell(density);
      const next = { x: (layout.cellWidth / width) * factor, y: (layout.cellHeight / height) * factor };
      setZoom(limitedZoom(next, rows, columns, density, view));
    },
    [view, layout, rows, columns, density],
  );
  const fit = useCallback(
    () => setZoom(limitedZoom(fitZoom(rows, columns, density, view), rows, columns, density, view)),
    [rows, columns, density, view],
  );
  const reset = useCallback(() => setZoom(NO_ZOOM), []);
  return { layout, zoomBy, fit, reset };
}

/** Ctrl + wheel, which browsers zoom the page with unless they are told not to (as pinching on a touchpad, too). */
export function useWheelZoom(element: RefObject<HTMLElement>, zoomBy: Zooming['zoomBy']): void {
  useEffect(() => {
    const box = element.current;
    if (!box) return undefined;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = box.getBoundingClientRect();
      zoomBy(-Math.sign(event.deltaY), { x: event.clientX - left, y: event.clientY - top });
    };
    box.addEventListener('wheel', onWheel, { passive: false });
    return () => box.removeEventListener('wheel', onWheel);
  }, [element, zoomBy]);
}
