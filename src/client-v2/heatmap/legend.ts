import type { Normalization } from '../../common/heatmap';
import type { Translate } from '../locale';
import { levelTitle } from './cellText';
import { toCss } from './colour';
import { rampEntries, type LegendEntry } from './exports/png';
import type { ColourBy } from './options';
import { FIRST_SCORE, levelIndex } from './palette';
import { FULL_POSTS, OLDEST_DAYS } from './shading';
import type { HeatmapTheme } from './theme';

/** What the two ends of a ramp mean. */
export function rampEnds(
  colourBy: Exclude<ColourBy, 'level'>,
  normalize: Normalization,
  t: Translate,
): [weak: string, strong: string] {
  if (colourBy === 'score') return [t('Low'), t('High')];
  if (colourBy === 'lastActive') {
    return [t('{{days}} days ago or longer', { days: OLDEST_DAYS }), normalize === 'none' ? t('Today') : t('Latest')];
  }
  return [t('No posts'), normalize === 'none' ? t('{{count}} posts or more', { count: FULL_POSTS }) : t('Most posts')];
}

/** The colours of the cells and what they mean, for a picture. */
export function legendEntries(
  theme: HeatmapTheme,
  colourBy: ColourBy,
  normalize: Normalization,
  t: Translate,
): LegendEntry[] {
  const { table, absent } = theme.colours;
  const cells =
    colourBy === 'level'
      ? [0, 1, 2, 3].map((level) => ({ colour: toCss(table[levelIndex(level)]), label: levelTitle(level, t) }))
      : rampEntries(table, FIRST_SCORE, rampEnds(colourBy, normalize, t));
  return [{ colour: toCss(absent), label: t('Not a member') }, ...cells];
}
