import type { Normalization } from '../../common/heatmap';

/** What a cell's colour shows: the level that the rules decided, the score itself, the posts, or how long ago the last activity was. */
export const COLOUR_BYS = ['level', 'score', 'posts', 'lastActive'] as const;
export type ColourBy = (typeof COLOUR_BYS)[number];

export const PALETTES = ['viridis', 'cividis', 'blues'] as const;
export type PaletteName = (typeof PALETTES)[number];

export const DENSITIES = ['comfortable', 'compact', 'overview'] as const;
export type Density = (typeof DENSITIES)[number];

/** 5,000 members × 200 groups are a million cells. */
export const PAGE_SIZES = [50, 100, 200, 500, 1000, 2000, 5000] as const;

/** So that the same people in the same groups lie next to each other; reckoned in the browser from what is loaded. */
export const BY_SIMILARITY = 'similarity';

/** By the number of groups that a member is in, among the columns that are loaded; reckoned in the browser as well. */
export const BY_GROUPS = 'groups';

/** Orders of the rows, as the server's `sort` parameter spells them, and those that the browser makes. */
export const SORTS = [
  '-engagementScore',
  '-lastActiveAt',
  '-firstSeenAt',
  'displayName',
  'firstSeenAt',
  BY_GROUPS,
  BY_SIMILARITY,
] as const;

/** What the server sorts the members by; who is loaded must not depend on an order that is made of what is loaded. */
export const serverSort = (sort: string): string =>
  sort === BY_GROUPS || sort === BY_SIMILARITY ? '-engagementScore' : sort;

/** Orders of the columns; posts, scores and activity are those of the members shown. */
export const GROUP_SORTS = ['busiest', 'title', 'memberCount', 'posts', 'score', 'lastActive', BY_SIMILARITY] as const;
export type GroupSort = (typeof GROUP_SORTS)[number];

/** A block's settings as they are saved with it. */
export interface HeatmapOptions {
  colourBy: ColourBy;
  normalize: Normalization;
  sort: string;
  groupSort: GroupSort;
  pageSize: number;
  /** Number of columns, the busiest groups first; ignored where `groups` names them. */
  groupLimit: number;
  groups: Array<number | string>;
  /** Only members in these stages; empty means all. */
  stages: string[];
  /** Only members for whom the host's filter holds; empty means all. */
  filter: Record<string, unknown>;
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
  groupSort: 'busiest',
  pageSize: 100,
  groupLimit: 50,
  groups: [],
  stages: [],
  filter: {},
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
