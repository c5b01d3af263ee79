import { Area, Column } from '@ant-design/plots';
import { Flex } from 'antd';
import React, { useMemo } from 'react';
import type { SegmentHistory } from '../../../common/segments';
import { useChartTheme, wholeTicks } from '../../blocks/chartTheme';
import { useT } from '../../locale';
import { useLanguage } from '../../moments';
import { useNumbers } from '../../numbers';

const HEIGHT = 150;
/** So few known days are drawn as points too. */
const FEW_DAYS = 3;

/** Members at the end of each day, and below it who entered and who left. Loaded when it is drawn. */
export default function LabelHistoryChart({ history }: { history: SegmentHistory }): React.ReactElement {
  const t = useT();
  const chart = useChartTheme();
  const numbers = useNumbers();
  const language = useLanguage();
  const { sizes, moves } = useMemo(() => {
    const { days, sizes, entered, left } = history;
    const [came, went] = [t('Entered it'), t('Left it')];
    const short = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: 'UTC' });
    const text = (value: number) => numbers.count(Math.abs(value));
    const common = {
      height: HEIGHT,
      xField: 'day',
      yField: 'members',
      animate: false as const,
      theme: chart.plots,
      axis: {
        x: {
          title: false as const,
          tick: false,
          labelFormatter: (day: string) => short.format(Date.parse(day)),
          labelFill: chart.text,
          labelOpacity: 0.75,
          labelAutoHide: true,
          labelAutoRotate: false,
        },
        y: {
          title: false as const,
          labelFormatter: text,
          tickFilter: wholeTicks,
          labelFill: chart.text,
          labelOpacity: 0.75,
          gridStroke: chart.border,
          gridStrokeOpacity: 1,
        },
      },
    };
    return {
      sizes: {
        ...common,
        // days of which nothing is known keep their place and are left empty
        data: days.map((day, at) => ({ day, members: sizes[at] })),
        style: { fill: chart.colour('blue'), fillOpacity: 0.3 },
        line: { style: { stroke: chart.colour('blue'), lineWidth: 2 } },
        // a line through one day cannot be seen
        ...(sizes.filter((size) => size !== null).length <= FEW_DAYS && {
          point: { sizeField: 4, style: { fill: chart.colour('blue'), lineWidth: 0 } },
        }),
        tooltip: {
          items: [
            ({ members }: { members: number | null }) => ({
              name: t('Members'),
              value: members === null ? '–' : text(members),
            }),
          ],
        },
      },
      moves: {
        ...common,
        data: days.flatMap((day, at) => [
          { day, kind: came, members: entered[at] },
          { day, kind: went, members: -left[at] },
        ]),
        colorField: 'kind',
        stack: true,
        scale: { color: { domain: [came, went], range: [chart.colour('green'), chart.colour('orange')] } },
        legend: { color: { position: 'top' as const, itemLabelFill: chart.text } },
        tooltip: {
          items: [({ kind, members }: { kind: string; members: number }) => ({ name: kind, value: text(members) })],
        },
      },
    };
  }, [history, t, chart, numbers, language]);
  return (
    <Flex vertical gap="small" aria-hidden>
      <Area {...sizes} />
      <Column {...moves} />
    </Flex>
  );
}
