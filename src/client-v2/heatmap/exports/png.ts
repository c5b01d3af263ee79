import type { PackedHeatmap } from '../../../common/heatmapCompact';
import { toCss } from '../colour';
import { baseCell, layoutOf, type Layout, type Viewport } from '../layout';
import type { Matrix } from '../matrix';
import type { Density } from '../options';
import { paint } from '../painter';
import type { HeatmapTheme } from '../theme';

/** Pixels that a canvas may have on a side in every browser, and in all (16,384 × 16,384 fails on phones). */
const LONGEST_SIDE = 16_000;
const MOST_PIXELS = 100_000_000;
const MARGIN = 16;
const SWATCH = 12;

/** A colour and what it means. */
export interface LegendEntry {
  colour: string;
  label: string;
}

export interface PictureInput {
  answer: PackedHeatmap;
  matrix: Matrix;
  theme: HeatmapTheme;
  title: string;
  /** Under the title: when and by what. */
  subtitle: string;
  legend: readonly LegendEntry[];
  unnamed: string;
}

/** Sizes at which the whole matrix fits a canvas: as the density says, or smaller where it is too large for that. */
export function wholeLayout(rows: number, columns: number, density: Density): { layout: Layout; view: Viewport } {
  const cell = baseCell(density);
  const spent = layoutOf(0, 0, density, 0);
  const roomX = LONGEST_SIDE - spent.width - 2 * MARGIN;
  const roomY = LONGEST_SIDE - spent.height - 200;
  const width = Math.min(cell.width, roomX / Math.max(1, columns));
  const height = Math.min(
    cell.height,
    roomY / Math.max(1, rows),
    MOST_PIXELS / (spent.width + width * columns) / Math.max(1, rows),
  );
  // a zoom of exactly one would let cells stretch to a window that is not there
  const zoom = { x: width / cell.width === 1 ? 1 + Number.EPSILON : width / cell.width, y: height / cell.height };
  const layout = layoutOf(rows, columns, density, 1000, zoom);
  return { layout, view: { scrollX: 0, scrollY: 0, width: Math.ceil(layout.width), height: Math.ceil(layout.height) } };
}

/** The matrix, or the part of it that a window shows, under a title and over the legend. */
export function drawPicture(
  input: PictureInput,
  { layout, view }: { layout: Layout; view: Viewport },
  ratio: number,
): HTMLCanvasElement {
  const { answer, matrix, theme, title, subtitle, legend, unnamed } = input;
  const grid = document.createElement('canvas');
  const emphasis = { hover: { row: null, column: null }, focus: null, selection: null };
  paint(grid, { image: null }, matrix, { answer, layout, view, theme, emphasis, unnamed }, ratio);

  const line = theme.fontSize * 1.8;
  const head = MARGIN + 2 * line;
  const lines = legendLines(legend, theme, view.width);
  const whole = document.createElement('canvas');
  whole.width = Math.round((view.width + 2 * MARGIN) * ratio);
  whole.height = Math.round((head + view.height + MARGIN * 2 + lines.length * line) * ratio);
  const context = whole.getContext('2d');
  if (!context) return whole;
  context.fillStyle = theme.background;
  context.fillRect(0, 0, whole.width, whole.height);
  context.drawImage(grid, Math.round(MARGIN * ratio), Math.round(head * ratio));
  context.scale(ratio, ratio);
  context.textBaseline = 'middle';
  context.fillStyle = theme.text;
  context.font = theme.strongFont;
  context.fillText(title, MARGIN, MARGIN + line / 2);
  context.fillStyle = theme.secondaryText;
  context.font = theme.font;
  context.fillText(subtitle, MARGIN, MARGIN + line * 1.5);
  lines.forEach((entries, at) => {
    const y = head + view.height + MARGIN + (at + 0.5) * line;
    for (const { x, colour, label } of entries) {
      context.fillStyle = colour;
      context.fillRect(MARGIN + x, y - SWATCH / 2, SWATCH, SWATCH);
      context.strokeStyle = theme.border;
      context.strokeRect(MARGIN + x, y - SWATCH / 2, SWATCH, SWATCH);
      context.fillStyle = theme.secondaryText;
      context.fillText(label, MARGIN + x + SWATCH + 6, y);
    }
  });
  return whole;
}

/** The legend's entries, broken into lines. */
function legendLines(legend: readonly LegendEntry[], theme: HeatmapTheme, width: number) {
  const context = document.createElement('canvas').getContext('2d');
  if (context) context.font = theme.font;
  const lines: Array<Array<LegendEntry & { x: number }>> = [[]];
  let x = 0;
  for (const entry of legend) {
    const taken = SWATCH + 6 + (context?.measureText(entry.label).width ?? 80) + 18;
    if (x > 0 && x + taken > width) {
      lines.push([]);
      x = 0;
    }
    lines[lines.length - 1].push({ ...entry, x });
    x += taken;
  }
  return lines;
}

/** Steps of a ramp as swatches with its two ends named. */
export const rampEntries = (
  table: HeatmapTheme['colours']['table'],
  first: number,
  ends: readonly [string, string],
): LegendEntry[] =>
  [0, 0.25, 0.5, 0.75, 1].map((share, at, all) => ({
    colour: toCss(table[first + Math.round(share * (table.length - 1 - first))]),
    label: at === 0 ? ends[0] : at === all.length - 1 ? ends[1] : '',
  }));

export const toBlob = (canvas: HTMLCanvasElement): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
