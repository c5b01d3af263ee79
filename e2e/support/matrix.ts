import type { Page } from 'playwright-core';

export const HEATMAP_GRID = '[data-testid="community-heatmap-grid"]';
export const HEATMAP_CANVAS = `${HEATMAP_GRID} canvas`;
export const OVERLAP_MATRIX = '[data-testid="community-overlap-matrix"]';

export interface Place {
  row: number;
  column: number;
}

export type Colour = [red: number, green: number, blue: number];

/** What the middle of some cells is painted with, in a matrix that is scrolled to its beginning and says where its cells are. */
export function cellColours(page: Page, cells: readonly Place[], matrix = HEATMAP_GRID): Promise<Colour[]> {
  return page.locator(matrix).evaluate((grid, asked) => {
    const canvas = grid.querySelector('canvas') as HTMLCanvasElement;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const ratio = canvas.width / canvas.clientWidth;
    const [left, top, width, height] = ['left', 'top', 'cellWidth', 'cellHeight'].map((name) =>
      Number((grid as HTMLElement).dataset[name]),
    );
    return asked.map(({ row, column }) => {
      const x = Math.round((left + (column + 0.5) * width) * ratio);
      const y = Math.round((top + (row + 0.5) * height) * ratio);
      return [...context.getImageData(x, y, 1, 1).data.slice(0, 3)] as [number, number, number];
    });
  }, cells);
}
