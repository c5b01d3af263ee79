import type { Normalization } from '../../common/heatmap';

/** What a cell's colour shows: the level that the server decided, or the score itself. */
export type ColourBy = 'level' | 'score';

export const PALETTES = ['viridis', 'cividis', 'blues'] as const;
export type PaletteName = (typeof PALETTES)[number];

export const DENSITIES = ['comfortable', 'compact', 'overview'] as const;
export type Density = (typeof DENSITIES)[number];

export const PAGE_SIZES = [50, 100, 200, 500, 1000] as const;

/** Orders of the rows, as the server's `sort` parameter spells them. */
export const SORTS = ['-engagementScore', '-lastActiveAt', '-firstSeenAt', 'displayName'] as const;

/** A block's settings as they are saved with it. */
export interface HeatmapOptions {
  colourBy: ColourBy;
  normalize: Normalization;
  sort: string;
  pageSize: number;
  /** Number of columns, the busiest groups first; ignored where `groups` names them. */
  groupLimit: number;
  groups: Array<number | string>;
  /** Only members in these stages; empty means all. */
  stages: string[];
  palette: PaletteName;
  density: Density;
  /** Height of the matrix in CSS pixels. */
  height: number;
  /** What a click on a member opens: our own card, or the pop-up that the page's designer builds. */
  opens: 'card' | 'popup';
}

export const DEFAULT_OPTIONS: HeatmapOptions = {
  colourBy: 'level',
  normalize: 'none',
  sort: '-engagementScore',
  pageSize: 100,
  groupLimit: 50,
  groups: [],
  stages: [],
  palette: 'viridis',
  density: 'comfortable',
  height: 520,
  opens: 'card',
};

/** Fills what saved settings leave out, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<HeatmapOptions> | undefined): HeatmapOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<HeatmapOptions>) };
}
