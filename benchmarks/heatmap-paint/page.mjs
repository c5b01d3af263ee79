import React, { useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { HeatmapGrid } from '../../src/client-v2/heatmap/HeatmapGrid.tsx';
import { toMatrix } from '../../src/client-v2/heatmap/matrix.ts';
import { useHeatmapTheme } from '../../src/client-v2/heatmap/theme.ts';
import { fullAnswer } from './data.mjs';

/** What the panel does with an answer that has arrived. */
function Block({ answer, density, height, colourBy }) {
  const theme = useHeatmapTheme('viridis');
  const matrix = useMemo(() => toMatrix(answer, colourBy, 'none'), [answer, colourBy]);
  return React.createElement(HeatmapGrid, { answer, matrix, theme, stages: [], density, height, onOpen() {} });
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

async function draw(answer, options) {
  const root = createRoot(document.getElementById('block'));
  await nextFrame();
  const startedAt = performance.now();
  root.render(React.createElement(Block, { answer, ...options }));
  // A frame begins with its callbacks: the second to begin tells that the first, with the drawing, has ended.
  do await nextFrame();
  while (!isFitted());
  await nextFrame();
  const ms = performance.now() - startedAt;
  if (countColours() < 4) throw new Error('The heatmap was not drawn.');
  root.unmount();
  await nextFrame();
  return ms;
}

const canvas = () => document.querySelector('#block canvas');

/** A canvas is 300 pixels wide until the painter fits it to the window. */
const isFitted = () => (canvas()?.width ?? 0) > 300;

/** Different colours along the middle of the matrix. */
function countColours() {
  const { width, height } = canvas();
  const context = canvas().getContext('2d');
  const line = context.getImageData(width / 4, Math.round(height / 2) + 3, width / 2, 1).data;
  return new Set(new Uint32Array(line.buffer)).size;
}

/** Draws `repeats` times after one time that does not count; answers the milliseconds of each. */
window.measure = async ({ rows, columns, repeats, ...options }) => {
  const answer = fullAnswer(rows, columns);
  const times = [];
  for (let turn = 0; turn <= repeats; turn++) {
    const ms = await draw(answer, options);
    if (turn > 0) times.push(ms);
  }
  return times;
};
