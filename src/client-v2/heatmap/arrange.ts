import type { PackedHeatmap } from '../../common/heatmapCompact';
import { BY_GROUPS, type GroupSort } from './options';

/** New order of an axis: which of the old places comes first, second, … */
export type AxisOrder = ArrayLike<number>;

/** The answer with its rows and columns in another order; null leaves an axis as it is. */
export function arrange(answer: PackedHeatmap, rows: AxisOrder | null, columns: AxisOrder | null): PackedHeatmap {
  if (!rows && !columns) return answer;
  const { cells } = answer;
  return {
    ...answer,
    members: rows ? Array.from(rows, (row) => answer.members[row]) : answer.members,
    groups: columns ? Array.from(columns, (column) => answer.groups[column]) : answer.groups,
    cells: {
      ...cells,
      member: rows ? moved(cells.member, rows) : cells.member,
      group: columns ? moved(cells.group, columns) : cells.group,
    },
  };
}

function moved(places: ArrayLike<number>, order: AxisOrder): Uint32Array {
  const to = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) to[order[at]] = at;
  return Uint32Array.from(places, (place) => to[place]);
}

/** One number a column, gathered from its cells. */
function perGroup({ groups, cells }: PackedHeatmap, gather: (before: number, at: number) => number): Float64Array {
  const values = new Float64Array(groups.length);
  for (let at = 0; at < cells.group.length; at++) values[cells.group[at]] = gather(values[cells.group[at]], at);
  return values;
}

/**
 * The order of the columns; null where it is the answer's own (the busiest first). Posts and last activity are those of
 * the members shown. What is equal stays in the answer's order.
 *
 * @param language of the reader, for titles
 */
export function groupOrder(
  answer: PackedHeatmap,
  sort: Exclude<GroupSort, 'similarity'>,
  language?: string,
): AxisOrder | null {
  if (sort === 'busiest') return null;
  const { groups, cells } = answer;
  if (sort === 'title') {
    const { compare } = new Intl.Collator(language, { numeric: true });
    return Array.from(groups.keys()).sort((a, b) => compare(groups[a].title ?? '', groups[b].title ?? ''));
  }
  const values: Record<typeof sort, () => ArrayLike<number>> = {
    memberCount: () => groups.map(({ memberCount }) => memberCount ?? -1),
    posts: () => perGroup(answer, (before, at) => before + cells.posts[at]),
    score: () => perGroup(answer, (before, at) => before + cells.score[at]),
    lastActive: () => perGroup(answer, (before, at) => Math.max(before, cells.lastActiveAt[at])),
  };
  return descending(values[sort]());
}

/** The order of the rows where the browser makes it of the cells; null where it is the answer's own. */
export function memberOrder({ members, cells }: PackedHeatmap, sort: string): AxisOrder | null {
  if (sort !== BY_GROUPS) return null;
  const groups = new Uint32Array(members.length);
  for (const place of Array.from(cells.member)) groups[place] += 1;
  return descending(groups);
}

/** Places by their value, the largest first; equal ones as they came. */
const descending = (values: ArrayLike<number>): number[] =>
  Array.from(values, (_, place) => place).sort((a, b) => values[b] - values[a]);
