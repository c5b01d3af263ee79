import { Line } from '@ant-design/plots';
import React, { useMemo } from 'react';
import { useChartTheme } from '../blocks/chartTheme';

export interface TrendPoint {
  label: string;
  /** Null where nothing can be said: the line has a gap. */
  value: number | null;
}

export interface TrendChartProps {
  points: TrendPoint[];
  name: string;
  height: number;
  format(value: number): string;
}

/** One measure over time. Loaded when it is drawn. */
export default function TrendChart({ points, name, height, format }: TrendChartProps): React.ReactElement {
  const chart = useChartTheme();
  const config = useMemo(
    () => ({
      data: points,
      xField: 'label',
      yField: 'value',
      height,
      animate: false as const,
      theme: chart.plots,
      style: { stroke: chart.colour('blue'), lineWidth: 2, connect: false },
      point: points.length <= 60 ? { sizeField: 2.5, style: { fill: chart.colour('blue') } } : undefined,
      scale: { y: { domainMin: 0, nice: true } },
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
          labelFormatter: format,
          labelFill: chart.text,
          labelOpacity: 0.75,
          gridStroke: chart.border,
          gridStrokeOpacity: 1,
        },
      },
      tooltip: {
        items: [({ value }: TrendPoint) => ({ name, value: value === null ? '–' : format(value) })],
      },
    }),
    [points, name, height, format, chart],
  );
  return <Line {...config} />;
}
