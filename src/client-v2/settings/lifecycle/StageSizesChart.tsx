import { Line } from '@ant-design/plots';
import { theme } from 'antd';
import React, { useMemo } from 'react';
import { wholeTicks } from '../../blocks/chartTheme';
import { luminance, parseColour } from '../../heatmap/colour';
import { useLanguage } from '../../moments';
import type { Stage } from './rules';

export interface StageSizesChartProps {
  /** Milliseconds. */
  dates: number[];
  sizes: Record<string, number[]>;
  stages: readonly Stage[];
  /** The same top of the scale for charts that are compared. */
  highest: number;
}

/** Members per stage over time, a line for each stage in its colour. */
export default function StageSizesChart({ dates, sizes, stages, highest }: StageSizesChartProps): React.ReactElement {
  const { token } = theme.useToken();
  const language = useLanguage();
  const dark = luminance(parseColour(token.colorBgContainer)) < 0.4;
  const shown = useMemo(() => stages.filter(({ key }) => key in sizes), [stages, sizes]);
  const presets = token as unknown as Record<string, string | undefined>;
  const data = useMemo(
    () =>
      shown.flatMap(({ key, title }) =>
        dates.map((date, at) => ({ date: new Date(date), stage: title, members: sizes[key][at] ?? 0 })),
      ),
    [shown, dates, sizes],
  );
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
  return (
    <Line
      data={data}
      xField="date"
      yField="members"
      colorField="stage"
      height={260}
      theme={dark ? 'classicDark' : 'classic'}
      scale={{
        color: {
          domain: shown.map(({ title }) => title),
          range: shown.map(({ color }) => presets[color ?? ''] ?? color ?? token.colorTextQuaternary),
        },
        y: { domain: [0, highest], nice: true },
      }}
      axis={{
        x: { title: false, labelFormatter: (value: Date | number) => day.format(value), labelAutoHide: true },
        y: { title: false, labelFormatter: (value: number) => value.toLocaleString(language), tickFilter: wholeTicks },
      }}
      legend={{ color: { position: 'bottom', layout: { justifyContent: 'center' }, itemMarker: 'circle' } }}
      style={{ lineWidth: 2 }}
      tooltip={{ title: ({ date }: { date: Date }) => day.format(date) }}
      animate={false}
    />
  );
}
