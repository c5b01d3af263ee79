import { useMemo } from 'react';
import type { PackedHeatmap } from '../../common/heatmapCompact';
import { arrange, groupOrder } from './arrange';
import { BY_SIMILARITY, type GroupSort } from './options';
import { useSeriation } from './seriation/useSeriation';

/**
 * The answer in the orders that are asked for. Until an order by similarity is found, that axis stays as it is.
 *
 * @param similarRows whether the rows are to be ordered by similarity; else they come as the server sorted them
 */
export function useArranged(
  answer: PackedHeatmap | undefined,
  similarRows: boolean,
  groupSort: GroupSort,
  language: string | undefined,
): { answer: PackedHeatmap | undefined; arranging: boolean } {
  const wanted = similarRows || groupSort === BY_SIMILARITY;
  const similarity = useSeriation(answer, wanted);
  const arranged = useMemo(() => {
    if (!answer) return undefined;
    const columns =
      groupSort === BY_SIMILARITY ? (similarity?.columns ?? null) : groupOrder(answer, groupSort, language);
    return arrange(answer, (similarRows && similarity?.rows) || null, columns);
  }, [answer, similarity, similarRows, groupSort, language]);
  return { answer: arranged, arranging: wanted && answer !== undefined && similarity === null };
}
