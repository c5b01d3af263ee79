import { Sankey } from '@ant-design/plots';
import React, { useMemo, useRef } from 'react';
import { useChartTheme } from '../blocks/chartTheme';
import { useNumbers } from '../numbers';
import type { Stream } from './flows';
import type { MembersOf } from './query';
import type { StageLook } from './stageLook';

export interface FlowSankeyProps {
  streams: Stream[];
  /** Stages in the order of the lifecycle. */
  order: Array<string | null>;
  look: StageLook;
  height: number;
  onOpen(end: Pick<MembersOf, 'stage' | 'next'>): void;
}

type Side = 'before' | 'after';

/** What the drawing hands back for its nodes and links. */
interface Node {
  key: string;
  value: number;
}
interface Link {
  source: Node;
  target: Node;
  value: number;
}

/** The part of the drawing library's chart that is needed here. */
interface Drawing {
  on(event: 'element:click', handler: (event: { data?: { data?: Partial<Link & Node> } }) => void): void;
}

const NONE = '-';
const keyOf = (side: Side, stage: string | null) => `${side}:${stage ?? NONE}`;
const stageOf = (key: string): string | null => {
  const stage = key.slice(key.indexOf(':') + 1);
  return stage === NONE ? null : stage;
};

/** Streams between a column of stages before and one after, in the stages' colours. Loaded when it is drawn. */
export default function FlowSankey({ streams, order, look, height, onOpen }: FlowSankeyProps): React.ReactElement {
  const chart = useChartTheme();
  const numbers = useNumbers();
  const latest = useRef(onOpen);
  latest.current = onOpen;
  const config = useMemo(() => {
    const colour = (key: string) => chart.colour(look.colour(stageOf(key)));
    const title = ({ key }: Node) => look.title(stageOf(key));
    const keys = (['before', 'after'] as const).flatMap((side) => order.map((stage) => keyOf(side, stage)));
    const place = ({ key }: Node) => keys.indexOf(key);
    return {
      data: streams.map(({ from, to, members }) => ({
        source: keyOf('before', from),
        target: keyOf('after', to),
        value: members,
      })),
      height,
      autoFit: true,
      animate: false as const,
      theme: chart.plots,
      layout: { nodeSort: (a: Node, b: Node) => place(a) - place(b), nodeWidth: 0.012, nodePadding: 0.04 },
      scale: { color: { domain: keys, range: keys.map(colour) } },
      style: {
        labelText: (node: Node) => `${title(node)}  ${numbers.count(node.value)}`,
        labelFontSize: 12,
        labelFill: chart.text,
        labelFillOpacity: 1,
        labelStroke: chart.background,
        labelLineWidth: 3,
        labelSpacing: 6,
        nodeStroke: 'transparent',
        nodeLineWidth: 0,
        nodeCursor: 'pointer',
        linkFill: ({ source }: Link) => colour(source.key),
        linkFillOpacity: chart.dark ? 0.45 : 0.35,
        linkCursor: 'pointer',
      },
      tooltip: {
        nodeTitle: title,
        nodeItems: [({ value }: Node) => ({ name: '', value: numbers.count(value) })],
        linkTitle: ({ source, target }: Link) => `${title(source)} → ${title(target)}`,
        linkItems: [({ value }: Link) => ({ name: '', value: numbers.count(value) })],
      },
      // once, when the drawing is there; it is kept when the data change
      onReady: ({ chart: drawing }: { chart: Drawing }) => {
        drawing.on('element:click', ({ data }) => {
          const { source, target, key } = data?.data ?? {};
          if (source && target) latest.current({ stage: stageOf(source.key), next: stageOf(target.key) });
          else if (key?.startsWith('before:')) latest.current({ stage: stageOf(key) });
          else if (key) latest.current({ next: stageOf(key) });
        });
      },
    };
  }, [streams, order, look, height, chart, numbers]);
  return <Sankey {...config} />;
}
