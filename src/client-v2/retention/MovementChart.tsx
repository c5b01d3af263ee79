import { Column } from '@ant-design/plots';
import React, { useMemo } from 'react';
import { useChartTheme, wholeTicks } from '../blocks/chartTheme';
import { useNumbers } from '../numbers';
import { MOVEMENTS, type Movement } from './movements';

export interface MovementChartProps {
  weeks: Array<{ label: string; complete: boolean } & Record<Movement, number>>;
  titles: Record<Movement, string>;
  height: number;
}

const COLOURS: Record<Movement, string> = {
  new: 'blue',
  returning: 'green',
  resurrecting: 'purple',
  dormant: 'orange',
};

interface Bar {
  week: string;
  kind: string;
  members: number;
  complete: boolean;
}

/** A column for each week: the active above zero, those who fell silent below. Loaded when it is drawn. */
export default function MovementChart({ weeks, titles, height }: MovementChartProps): React.ReactElement {
  const chart = useChartTheme();
  const numbers = useNumbers();
  const config = useMemo(() => {
    const data = weeks.flatMap(({ label, complete, ...counts }): Bar[] =>
      MOVEMENTS.map((kind) => ({
        week: label,
        kind: titles[kind],
        members: kind === 'dormant' ? -counts[kind] : counts[kind],
        complete,
      })),
    );
    const positive = (value: number) => numbers.count(Math.abs(value));
    return {
      data,
      xField: 'week',
      yField: 'members',
      colorField: 'kind',
      stack: true,
      height,
      animate: false as const,
      theme: chart.plots,
      scale: {
        color: {
          domain: MOVEMENTS.map((kind) => titles[kind]),
          range: MOVEMENTS.map((kind) => chart.colour(COLOURS[kind])),
        },
      },
      // a week that is not over is drawn faintly
      style: { fillOpacity: ({ complete }: Bar) => (complete ? 0.95 : 0.4), maxWidth: 48 },
      axis: {
        x: {
          title: false as const,
          labelFill: chart.text,
          labelOpacity: 0.75,
          labelAutoHide: true,
          labelAutoRotate: false,
        },
        y: {
          title: false as const,
          labelFormatter: positive,
          tickFilter: wholeTicks,
          labelFill: chart.text,
          labelOpacity: 0.75,
          gridStroke: chart.border,
          gridStrokeOpacity: 1,
        },
      },
      legend: {
        color: {
          position: 'top' as const,
          layout: { justifyContent: 'flex-start' as const },
          itemLabelFill: chart.text,
        },
      },
      tooltip: { items: [({ kind, members }: Bar) => ({ name: kind, value: positive(members) })] },
    };
  }, [weeks, titles, height, chart, numbers]);
  return <Column {...config} />;
}
