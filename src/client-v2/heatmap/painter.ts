import { paintEmphasis, paintNames, paintTitles, type AxisInput } from './axes';
import { toPixel } from './colour';
import type { Matrix } from './matrix';
import { paintCells } from './pixels';

/** A canvas's image buffer, kept between frames: making one is the dearest part of a frame. */
export interface PaintBuffer {
  image: ImageData | null;
  /** What the image shows: a pointer that moves changes what lies over the cells, not the cells. */
  shows?: readonly unknown[];
}

function imageOf(context: CanvasRenderingContext2D, buffer: PaintBuffer, width: number, height: number): ImageData {
  if (buffer.image?.width === width && buffer.image.height === height) return buffer.image;
  return (buffer.image = context.createImageData(width, height));
}

/** Fits the canvas to the window in device pixels; setting a size clears it, so only when it changed. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/**
 * Paints one frame: the visible cells, both axes, the emphasised cells.
 *
 * @param ratio device pixels a CSS pixel
 */
export function paint(
  canvas: HTMLCanvasElement,
  buffer: PaintBuffer,
  matrix: Matrix,
  input: AxisInput,
  ratio: number,
): void {
  const { layout, view, theme } = input;
  const width = Math.round(view.width * ratio);
  const height = Math.round(view.height * ratio);
  if (width <= 0 || height <= 0) return;
  resize(canvas, width, height);
  const context = canvas.getContext('2d');
  if (!context) return;

  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  const left = Math.round(layout.left * ratio);
  const top = Math.round(layout.top * ratio);
  if (width > left && height > top) {
    const image = imageOf(context, buffer, width - left, height - top);
    const data = new Uint32Array(image.data.buffer);
    const { pixels, background } = theme.colours;
    const shows = [image, matrix, pixels, layout, view, ratio];
    if (shows.some((part, at) => part !== buffer.shows?.[at])) {
      paintCells(
        { data, width: image.width, height: image.height },
        matrix,
        pixels,
        toPixel(background),
        layout,
        view,
        ratio,
      );
      buffer.shows = shows;
    }
    context.putImageData(image, left, top);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintNames(context, input);
  paintTitles(context, input);
  paintEmphasis(context, input);
}
