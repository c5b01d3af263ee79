import type { PackedHeatmap } from '../../common/heatmapCompact';
import { labelStep, visibleColumns, visibleRows, type Layout, type Viewport } from './layout';
import type { CellRect } from './selection/rectangle';
import type { HeatmapTheme } from './theme';

/** What is emphasised: the cell under the pointer and the one that the keyboard moves. */
export interface Emphasis {
  hover: { row: number | null; column: number | null };
  focus: { row: number; column: number } | null;
  selection: CellRect | null;
}

export interface AxisInput {
  answer: PackedHeatmap;
  layout: Layout;
  view: Viewport;
  theme: HeatmapTheme;
  emphasis: Emphasis;
  /** Name shown for a member or group without one. */
  unnamed: string;
}

const TITLE_ANGLE = -Math.PI / 3.4;
const DOT = 4;
const PADDING = 10;
const MAX_CHARACTERS = 60;

/** Shortens a text with an ellipsis until it fits; halving, because measuring is what costs. */
export function fit(context: Pick<CanvasRenderingContext2D, 'measureText'>, text: string, room: number): string {
  const characters = [...text].slice(0, MAX_CHARACTERS);
  const whole = characters.join('');
  if (context.measureText(whole).width <= room) return whole;
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (context.measureText(`${characters.slice(0, middle).join('')}…`).width <= room) low = middle;
    else high = middle - 1;
  }
  return low > 0 ? `${characters.slice(0, low).join('')}…` : '';
}

/** The members' names with their stage dots, at the left edge. */
export function paintNames(context: CanvasRenderingContext2D, input: AxisInput): void {
  const { answer, layout, view, theme, emphasis } = input;
  const rows = visibleRows(layout, view, answer.members.length);
  const step = labelStep(layout.cellHeight, theme.fontSize + 3);
  context.save();
  context.beginPath();
  // Where rows are lower than the letters, the first name needs a little of the corner.
  const spill = Math.max(0, (theme.fontSize - layout.cellHeight) / 2);
  context.rect(0, layout.top - spill, layout.left, view.height - layout.top + spill);
  context.clip();
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (let row = Math.ceil(rows.first / step) * step; row < rows.end; row += step) {
    const member = answer.members[row];
    const y = layout.top + row * layout.cellHeight - view.scrollY + layout.cellHeight / 2;
    const strong = emphasis.hover.row === row || emphasis.focus?.row === row;
    context.fillStyle = theme.stageColour(member.stage);
    context.beginPath();
    context.arc(PADDING, y, DOT, 0, Math.PI * 2);
    context.fill();
    context.font = strong ? theme.strongFont : theme.font;
    context.fillStyle = strong ? theme.text : theme.secondaryText;
    context.fillText(fit(context, member.name ?? input.unnamed, layout.left - PADDING * 3), PADDING * 2, y);
  }
  context.restore();
}

/** The groups' titles, slanted, at the top edge. */
export function paintTitles(context: CanvasRenderingContext2D, input: AxisInput): void {
  const { answer, layout, view, theme, emphasis } = input;
  const columns = visibleColumns(layout, view, answer.groups.length);
  const step = labelStep(layout.cellWidth, theme.fontSize + 4);
  const room = (layout.top - PADDING * 2) / Math.sin(-TITLE_ANGLE);
  context.save();
  context.beginPath();
  context.rect(layout.left, 0, view.width - layout.left, layout.top);
  context.clip();
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (let column = Math.ceil(columns.first / step) * step; column < columns.end; column += step) {
    const strong = emphasis.hover.column === column || emphasis.focus?.column === column;
    const x = layout.left + column * layout.cellWidth - view.scrollX + layout.cellWidth / 2;
    context.save();
    context.translate(x, layout.top - 6);
    context.rotate(TITLE_ANGLE);
    context.font = strong ? theme.strongFont : theme.font;
    context.fillStyle = strong ? theme.text : theme.secondaryText;
    context.fillText(fit(context, answer.groups[column].title ?? input.unnamed, room), 0, 0);
    context.restore();
  }
  context.restore();
}

/** Outlines of the cells under the pointer and under the keyboard's focus. */
export function paintEmphasis(context: CanvasRenderingContext2D, input: AxisInput): void {
  const { layout, view, theme, emphasis } = input;
  const box = ({ top, left, bottom, right }: CellRect): [x: number, y: number, width: number, height: number] => [
    layout.left + left * layout.cellWidth - view.scrollX - 0.5,
    layout.top + top * layout.cellHeight - view.scrollY - 0.5,
    (right - left + 1) * layout.cellWidth,
    (bottom - top + 1) * layout.cellHeight,
  ];
  const outline = (row: number, column: number, width: number, colour: string) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.strokeRect(...box({ top: row, bottom: row, left: column, right: column }));
  };
  context.save();
  context.beginPath();
  context.rect(layout.left, layout.top, view.width - layout.left, view.height - layout.top);
  context.clip();
  if (emphasis.selection) {
    const area = box(emphasis.selection);
    context.fillStyle = theme.primary;
    context.globalAlpha = 0.2;
    context.fillRect(...area);
    context.globalAlpha = 1;
    context.strokeStyle = theme.primary;
    context.lineWidth = 2;
    context.strokeRect(...area);
  }
  const { row, column } = emphasis.hover;
  if (row !== null && column !== null) outline(row, column, 1, theme.text);
  if (emphasis.focus) outline(emphasis.focus.row, emphasis.focus.column, 2, theme.primary);
  context.restore();
}
