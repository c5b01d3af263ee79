import { STRIP, type MatrixLayout, type OverlapMatrix } from './matrix';
import type { OverlapLook } from './look';

const SIZE = 12;

/** Draws the whole matrix; `name` gives a row's title. */
export function paintOverlap(
  canvas: HTMLCanvasElement,
  matrix: OverlapMatrix,
  layout: MatrixLayout,
  look: OverlapLook,
  ratio: number,
  name: (row: number) => string,
): void {
  canvas.width = Math.round(layout.width * ratio);
  canvas.height = Math.round(layout.height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintCells(context, matrix, layout, look);
  matrix.groups.forEach(({ community }, i) => {
    context.fillStyle = look.community(community);
    context.fillRect(layout.left - STRIP - 1, layout.top + i * layout.cell, STRIP - 2, layout.cell);
    context.fillRect(layout.left + i * layout.cell, layout.top - STRIP - 1, layout.cell, STRIP - 2);
  });
  if (layout.titled) paintTitles(context, matrix, layout, look, name);
}

function paintCells(
  context: CanvasRenderingContext2D,
  { groups, values, highest }: OverlapMatrix,
  { left, top, cell }: MatrixLayout,
  look: OverlapLook,
): void {
  const size = groups.length;
  const gap = cell >= 8 ? 1 : 0;
  context.fillStyle = look.empty;
  context.fillRect(left, top, size * cell, size * cell);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const value = values[row * size + column];
      if (row !== column && !value) continue;
      context.fillStyle = row === column ? look.diagonal : look.cell(value / highest);
      context.fillRect(left + column * cell, top + row * cell, cell - gap, cell - gap);
    }
  }
}

function paintTitles(
  context: CanvasRenderingContext2D,
  { groups }: OverlapMatrix,
  { left, top, cell }: MatrixLayout,
  { chart }: OverlapLook,
  name: (row: number) => string,
): void {
  const room = left - STRIP - 6;
  context.font = `${SIZE}px ${getComputedStyle(context.canvas).fontFamily || 'sans-serif'}`;
  context.fillStyle = chart.text;
  context.textBaseline = 'middle';
  groups.forEach((_, i) => {
    const text = fitted(context, name(i), room);
    context.textAlign = 'right';
    context.fillText(text, left - STRIP - 4, top + (i + 0.5) * cell);
    context.save();
    context.translate(left + (i + 0.5) * cell, top - STRIP - 4);
    context.rotate(-Math.PI / 2);
    context.textAlign = 'left';
    context.fillText(text, 0, 0);
    context.restore();
  });
}

/** The text, or as much of it as fits. */
function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && context.measureText(`${letters.join('')}…`).width > room) letters.pop();
  return `${letters.join('')}…`;
}
