import type { Normalization } from '../../common/heatmap';
import type { PackedCells } from '../../common/heatmapCompact';
import { highestOf } from '../../common/heatmapLevels';
import type { ColourBy } from './options';

const DAY = 86_400_000;
/** Posts that are full strength where nothing is compared. */
export const FULL_POSTS = 1000;
/** Days after which an activity is as weak as it gets. */
export const OLDEST_DAYS = 365;

/**
 * How strong a cell is, 0 to 1, by what is coloured and what it is compared with. Posts and days are set apart by their
 * logarithm: the first ten matter more than the tenth hundred.
 *
 * - score: a share of 100, or of the highest in the row, column or matrix
 * - posts: of 1,000, or of the most
 * - last activity: how long before the scores' moment, or before the latest of the row, column or matrix; up to a year
 *
 * @param asOf milliseconds; null takes the latest activity of all
 */
export function strengthOf(
  cells: PackedCells,
  colourBy: Exclude<ColourBy, 'level'>,
  normalize: Normalization,
  asOf: number | null,
): (at: number) => number {
  const highest = (values: ArrayLike<number>, otherwise: number) =>
    normalize === 'none' ? () => otherwise : highestOf(cells, values, normalize);
  if (colourBy === 'score') {
    const reference = highest(cells.score, 100);
    return (at) => cells.score[at] / (reference(at) || 100);
  }
  if (colourBy === 'posts') {
    const reference = highest(cells.posts, FULL_POSTS);
    return (at) => Math.log1p(cells.posts[at]) / Math.log1p(reference(at) || FULL_POSTS);
  }
  const latest = asOf ?? highestOf(cells, cells.lastActiveAt, 'all')(0);
  const reference = highest(cells.lastActiveAt, latest);
  return (at) => {
    if (cells.lastActiveAt[at] === 0) return 0;
    const days = Math.max(0, reference(at) - cells.lastActiveAt[at]) / DAY;
    return 1 - Math.min(1, Math.log1p(days) / Math.log1p(OLDEST_DAYS));
  };
}
