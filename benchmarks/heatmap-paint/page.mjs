import React, { useMemo } from 'react';
import { flushSync } from 'react-dom';
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

async function draw(answer, { fit, ...options }) {
  const root = createRoot(document.getElementById('block'));
  await nextFrame();
  const startedAt = performance.now();
  root.render(React.createElement(Block, { answer, ...options }));
  // A frame begins with its callbacks: the second to begin tells that the first, with the drawing, has ended.
  do await nextFrame();
  while (!isFitted());
  await nextFrame();
  let ms = performance.now() - startedAt;
  if (fit) ms = await showEverything();
  if (countColours() < 4) throw new Error('The heatmap was not drawn.');
  return { root, ms };
}

const grid = () => document.querySelector('#block [role="grid"]');

/** From the key that shows all of the matrix at once to the end of the frame in which it is painted. */
async function showEverything() {
  const startedAt = performance.now();
  grid().dispatchEvent(new KeyboardEvent('keydown', { key: '0', bubbles: true }));
  await nextFrame();
  await nextFrame();
  return performance.now() - startedAt;
}

/** Moves the pointer from cell to cell; the milliseconds of work that each move takes, painting included. */
async function hover(moves) {
  const box = grid().getBoundingClientRect();
  const times = [];
  for (let at = 0; at < moves; at++) {
    const x = box.left + 200 + ((at * 37) % (box.width - 260));
    const y = box.top + 130 + ((at * 23) % (box.height - 150));
    const startedAt = performance.now();
    flushSync(() => {
      grid().dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true }));
    });
    times.push(performance.now() - startedAt);
    await nextFrame();
  }
  return times;
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
    const { root, ms } = await draw(answer, options);
    root.unmount();
    await nextFrame();
    if (turn > 0) times.push(ms);
  }
  return times;
};

/** The milliseconds of moves of the pointer over a drawn matrix. */
window.measureHover = async ({ rows, columns, moves, ...options }) => {
  const { root } = await draw(fullAnswer(rows, columns), options);
  await hover(10);
  const times = await hover(moves);
  root.unmount();
  await nextFrame();
  return times;
};

/**
 * Bytes of a drawn matrix: what the heap has grown by, plus what it does not count, the typed arrays of answer and matrix
 * (twice what they hold, for what is laid out anew) and the canvas with its image.
 */
window.measureMemory = async ({ rows, columns, ...options }) => {
  const heap = () => {
    window.gc?.();
    return performance.memory.usedJSHeapSize;
  };
  const before = heap();
  const answer = fullAnswer(rows, columns);
  const { root } = await draw(answer, options);
  const grown = heap() - before;
  const arrays = Object.values(answer.cells).reduce((sum, { byteLength }) => sum + byteLength, 0);
  const matrix = rows * columns * 6;
  const { width, height } = canvas();
  root.unmount();
  return { heap: grown, arrays, matrix, canvas: width * height * 4 * 2 };
};
