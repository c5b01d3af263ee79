import { serverSort, type HeatmapOptions } from './options';

export type Filter = Record<string, unknown>;

/** What the reader of a page chose on top of the block's settings. */
export interface HeatmapView {
  page: number;
  pageSize: number;
  sort: string;
  /** Part of a member's name. */
  search: string;
  stages: string[];
  personas: string[];
  /** Ids of tags, one of which a member carries. */
  tags: Array<number | string>;
  /** Keys of segments, one of which a member is in. */
  segments: string[];
  /** The host's own filter; empty for everyone. */
  filter: Filter;
}

/** A reader's narrowing of the members, before there is any. */
export const NO_FILTERS: Pick<HeatmapView, 'search' | 'stages' | 'personas' | 'tags' | 'segments' | 'filter'> = {
  search: '',
  stages: [],
  personas: [],
  tags: [],
  segments: [],
  filter: {},
};

const oneOf = (field: string, values: ReadonlyArray<number | string>): Filter =>
  values.length > 0 ? { [field]: { $in: [...values] } } : {};

/**
 * The parts of a member filter, each of which must hold. A further way to narrow the members is one more part.
 *
 * @param connected filters of the host's filter blocks that are connected to ours
 */
export function memberFilter(
  options: Pick<HeatmapOptions, 'stages' | 'filter'>,
  view: Pick<HeatmapView, keyof typeof NO_FILTERS>,
  connected: Filter = {},
): Filter | null {
  const search = view.search.trim();
  const parts = [
    options.filter,
    connected,
    oneOf('stage', options.stages),
    oneOf('stage', view.stages),
    oneOf('persona', view.personas),
    view.tags.length > 0 ? { tags: oneOf('id', view.tags) } : {},
    view.filter,
    search ? { displayName: { $includes: search } } : {},
  ].filter((part) => Object.keys(part).length > 0);
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0] : { $and: parts };
}

/**
 * Query parameters of `communityAnalytics:heatmap`; the filter travels as JSON so that numbers stay numbers. Comparisons
 * within rows and columns are made in the browser, so another one needs no other answer.
 */
export function heatmapParams(
  options: HeatmapOptions,
  view: HeatmapView,
  connected: Filter = {},
): Record<string, unknown> {
  const filter = memberFilter(options, view, connected);
  return {
    format: 'compact',
    ...(filter ? { filter: JSON.stringify(filter) } : {}),
    ...(view.segments.length > 0 ? { segment: view.segments.join(',') } : {}),
    sort: serverSort(view.sort),
    page: view.page,
    pageSize: view.pageSize,
    ...(options.groups.length > 0 ? { groups: options.groups.join(',') } : { groupLimit: options.groupLimit }),
  };
}
