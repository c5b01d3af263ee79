import { mix, parseColour, toPixel, type Rgb } from './colour';
import type { PaletteName } from './options';

/**
 * Sequential palettes, dark to light. Their lightness rises steadily, so they read the same with any colour vision and
 * in grey; viridis and cividis were designed for that.
 */
const STOPS: Record<PaletteName, readonly string[]> = {
  viridis: ['#440154', '#46327e', '#365c8d', '#277f8e', '#1fa187', '#4ac16d', '#a0da39', '#fde725'],
  cividis: ['#00224e', '#213b6e', '#4c556c', '#6c6e72', '#8e8978', '#b3a772', '#dbc761', '#fee838'],
  blues: ['#08306b', '#08519c', '#2171b5', '#4292c6', '#6baed6', '#9ecae1', '#c6dbef'],
};

/** Positions in the colour table. */
export const ABSENT = 0;
/** First of the four levels none, low, medium, high. */
export const FIRST_LEVEL = 1;
export const LEVEL_COUNT = 4;
/** First of the score steps, which run to the table's end. */
export const FIRST_SCORE = FIRST_LEVEL + LEVEL_COUNT;
export const TABLE_SIZE = 256;
const LAST_SCORE = TABLE_SIZE - 1;

/** Where the ends of a palette would vanish in the background, they are left out. */
const TRIM = 0.12;

export interface HeatmapColours {
  /** What lies under the matrix. */
  background: Rgb;
  /** Member and group are both there, but not together. */
  absent: Rgb;
  /** 256 colours: absent, four levels, then the scores from 0 to 100. */
  table: readonly Rgb[];
  /** The same as pixels, ready to be copied into an image. */
  pixels: Uint32Array;
}

/** The colour at `share` (0 weak, 1 strong); strong means far from the background, so dark themes run the other way. */
export function paletteColour(name: PaletteName, share: number, dark: boolean): Rgb {
  const stops = STOPS[name];
  const strength = TRIM + (1 - TRIM) * Math.min(1, Math.max(0, share));
  const at = (dark ? strength : 1 - strength) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(at));
  return mix(parseColour(stops[low]), parseColour(stops[low + 1]), at - low);
}

/**
 * Everything that is coloured in a matrix.
 *
 * @param background the theme's container colour; decides how empty cells look
 */
export function heatmapColours(name: PaletteName, dark: boolean, background: Rgb): HeatmapColours {
  const ink: Rgb = dark ? [255, 255, 255] : [0, 0, 0];
  const absent = mix(background, ink, 0.03);
  const levels = [mix(background, ink, 0.12), ...[0.15, 0.55, 1].map((share) => paletteColour(name, share, dark))];
  const steps = LAST_SCORE - FIRST_SCORE;
  const scores = Array.from({ length: steps + 1 }, (_, step) => paletteColour(name, step / steps, dark));
  const table = [absent, ...levels, ...scores];
  return { background, absent, table, pixels: Uint32Array.from(table, toPixel) };
}

/** Position of a level (0 none … 3 high) in the colour table. */
export const levelIndex = (level: number): number => FIRST_LEVEL + Math.min(LEVEL_COUNT - 1, Math.max(0, level));

/** Position of a score (0–100, higher is capped) in the colour table. */
export function scoreIndex(score: number): number {
  const share = Math.min(1, Math.max(0, score / 100));
  return FIRST_SCORE + Math.round(share * (LAST_SCORE - FIRST_SCORE));
}
