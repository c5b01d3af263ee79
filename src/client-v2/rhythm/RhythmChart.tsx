import { Heatmap } from '@ant-design/plots';
import React, { useMemo } from 'react';
import { useChartTheme } from '../blocks/chartTheme';
import { mix, parseColour, toCss, type Rgb } from '../heatmap/colour';
import type { PaletteName } from '../heatmap/options';
import { paletteColour } from '../heatmap/palette';
import { useNumbers } from '../numbers';

export interface RhythmChartProps {
  /** Messages by weekday (Monday first) and hour. */
  counts: number[][];
  weekdays: string[];
  hours: string[];
  /** Whether an hour lies in one of the best windows. */
  isBest(weekday: number, hour: number): boolean;
  palette: PaletteName;
  /** What a cell counts. */
  unit: string;
  height: number;
}

interface Cell {
  hour: string;
  weekday: string;
  messages: number;
  best: boolean;
}

const STEPS = 8;

/** Weekday × hour as coloured cells; the best windows are framed. Loaded when it is drawn. */
export default function RhythmChart(props: RhythmChartProps): React.ReactElement {
  const { counts, weekdays, hours, isBest, palette, unit, height } = props;
  const chart = useChartTheme();
  const numbers = useNumbers();
  const config = useMemo(() => {
    const data = counts.flatMap((row, weekday) =>
      row.map((messages, hour): Cell => ({
        hour: hours[hour],
        weekday: weekdays[weekday],
        messages,
        best: isBest(weekday, hour),
      })),
    );
    const most = Math.max(1, ...data.map(({ messages }) => messages));
    const ink: Rgb = chart.dark ? [255, 255, 255] : [0, 0, 0];
    const empty = toCss(mix(parseColour(chart.background), ink, 0.05));
    const label = { title: false as const, labelFill: chart.text, labelOpacity: 0.75, tick: false, line: false };
    return {
      data,
      xField: 'hour',
      yField: 'weekday',
      colorField: 'messages',
      mark: 'cell',
      height,
      animate: false as const,
      theme: chart.plots,
      scale: {
        x: { domain: hours },
        y: { domain: weekdays },
        color: {
          type: 'linear' as const,
          domain: Array.from({ length: STEPS + 1 }, (_, i) => (most * i) / STEPS),
          range: [
            empty,
            ...Array.from({ length: STEPS }, (_, i) => toCss(paletteColour(palette, i / (STEPS - 1), chart.dark))),
          ],
        },
      },
      style: {
        inset: 1.5,
        radius: 2,
        stroke: ({ best }: Cell) => (best ? chart.text : 'transparent'),
        lineWidth: ({ best }: Cell) => (best ? 2 : 0),
      },
      axis: { x: { ...label, labelAutoHide: true, labelAutoRotate: false }, y: label },
      legend: false as const,
      tooltip: {
        title: ({ weekday, hour }: Cell) => `${weekday} ${hour}`,
        items: [({ messages }: Cell) => ({ name: unit, value: numbers.count(messages) })],
      },
    };
  }, [counts, weekdays, hours, isBest, palette, unit, height, chart, numbers]);
  const { domain, range } = config.scale.color;
  return (
    <>
      <Heatmap {...config} />
      <div
        style={{
          ...{ display: 'flex', alignItems: 'center', gap: 8, marginBottom: 16 },
          ...{ fontSize: 12, color: chart.secondaryText },
        }}
      >
        {unit} 0
        <span
          style={{
            width: 160,
            height: 8,
            borderRadius: 4,
            background: `linear-gradient(to right, ${range.join(', ')})`,
          }}
        />
        {numbers.count(domain[STEPS])}
      </div>
    </>
  );
}
