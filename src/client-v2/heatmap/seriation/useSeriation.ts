import { useEffect, useState } from 'react';
import type { PackedHeatmap } from '../../../common/heatmapCompact';
import { inSlices } from './inSlices';
import { seriate, type Seriation } from './seriate';

/** The orders by similarity of an answer, as soon as they are found; asked for only when wanted. */
export function useSeriation(answer: PackedHeatmap | undefined, wanted: boolean): Seriation | null {
  const [found, setFound] = useState<{ of: PackedHeatmap; order: Seriation } | null>(null);
  useEffect(() => {
    if (!answer || !wanted) return undefined;
    const calledOff = new AbortController();
    void inSlices(seriate(answer), calledOff.signal).then((order) => order && setFound({ of: answer, order }));
    return () => calledOff.abort();
  }, [answer, wanted]);
  return wanted && found && found.of === answer ? found.order : null;
}
