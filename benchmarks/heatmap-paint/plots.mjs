import { Heatmap } from '@ant-design/plots';
import React from 'react';
import { createRoot } from 'react-dom/client';
import { fullAnswer } from './data.mjs';

/** The same matrix in @ant-design/plots, from its data in memory to the chart's own word that it is drawn. */
window.measurePlots = async ({ rows, columns }) => {
  const { cells, members, groups } = fullAnswer(rows, columns);
  const data = Array.from(cells.member, (row, at) => ({
    member: members[row].name,
    group: groups[cells.group[at]].title,
    score: cells.score[at],
  }));
  const root = createRoot(document.getElementById('block'));
  const startedAt = performance.now();
  await new Promise((resolve, reject) => {
    root.render(
      React.createElement(Heatmap, {
        ...{ data, xField: 'group', yField: 'member', colorField: 'score', mark: 'cell', width: 1400, height: 520 },
        animate: false,
        axis: false,
        legend: false,
        onReady: ({ chart }) => chart.on('afterrender', resolve),
      }),
    );
    setTimeout(() => reject(new Error('too long')), 120_000);
  });
  const ms = performance.now() - startedAt;
  root.unmount();
  return ms;
};
