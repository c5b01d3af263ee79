import type { HeatmapAnswer } from '../../common/heatmap';
import type { HeatmapOptions } from './options';

/** What the reader of a page chose on top of the block's settings. */
export interface HeatmapView {
  page: number;
  pageSize: number;
  sort: string;
  /** Part of a member's name. */
  search: string;
}

type Filter = Record<string, unknown>;

/** The member filter of a view, or null when it asks for everyone. */
export function memberFilter(stages: readonly string[], search: string): Filter | null {
  const parts: Filter[] = [];
  if (stages.length > 0) parts.push({ stage: { $in: [...stages] } });
  if (search.trim() !== '') parts.push({ displayName: { $includes: search.trim() } });
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0] : { $and: parts };
}

/** Query parameters of `communityAnalytics:heatmap`; the filter travels as JSON so that numbers stay numbers. */
export function heatmapParams(options: HeatmapOptions, view: HeatmapView): Record<string, unknown> {
  const filter = memberFilter(options.stages, view.search);
  return {
    ...(filter ? { filter: JSON.stringify(filter) } : {}),
    sort: view.sort,
    page: view.page,
    pageSize: view.pageSize,
    normalize: options.normalize,
    ...(options.groups.length > 0 ? { groups: options.groups.join(',') } : {}),
  };
}

/** The answer with its first columns alone; the server sends the busiest groups first. */
export function firstGroups(answer: HeatmapAnswer, limit: number): HeatmapAnswer {
  return answer.groups.length <= limit ? answer : { ...answer, groups: answer.groups.slice(0, limit) };
}
