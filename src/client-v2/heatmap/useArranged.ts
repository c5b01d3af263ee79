import { useMemo } from 'react';
import type { PackedHeatmap } from '../../common/heatmapCompact';
import { arrange, groupOrder, memberOrder } from './arrange';
import { BY_SIMILARITY, type GroupSort } from './options';
import { useSeriation } from './seriation/useSeriation';

/**
 * The answer in the orders that are asked for. Until an order by similarity is found, that axis stays as it is.
 *
 * @param sort of the rows; what the browser does not order itself comes as the server sorted it
 */
export function useArranged(
  answer: PackedHeatmap | undefined,
  sort: string,
  groupSort: GroupSort,
  language: string | undefined,
): { answer: PackedHeatmap | undefined; arranging: boolean } {
  const similarRows = sort === BY_SIMILARITY;
  const wanted = similarRows || groupSort === BY_SIMILARITY;
  const similarity = useSeriation(answer, wanted);
  const arranged = useMemo(() => {
    if (!answer) return undefined;
    const columns =
      groupSort === BY_SIMILARITY ? (similarity?.columns ?? null) : groupOrder(answer, groupSort, language);
    const rows = similarRows ? (similarity?.rows ?? null) : memberOrder(answer, sort);
    return arrange(answer, rows, columns);
  }, [answer, similarity, similarRows, sort, groupSort, language]);
  return { answer: arranged, arranging: wanted && answer !== undefined && similarity === null };
}
