import { heatmapAction } from './heatmap';
import type { AnalyticsOptions } from './options';
import { overlapAction } from './overlap';
import { rhythmAction } from './rhythm';

export type { AnalyticsOptions } from './options';

/** `communityAnalytics`: read-only answers for the blocks, each within the caller's data scope. */
export const analyticsActions = (options: AnalyticsOptions) => ({
  heatmap: heatmapAction(options),
  rhythm: rhythmAction(options),
  overlap: overlapAction(options),
});
