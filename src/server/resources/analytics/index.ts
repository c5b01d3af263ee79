import { coldGroupsAction } from './coldGroups';
import { flowAction } from './flow';
import { groupHealthAction } from './groupHealth';
import { heatmapAction } from './heatmap';
import { invitableAction } from './invitable';
import { memberCardAction } from './memberCard';
import { leaderboardAction } from './leaderboard';
import type { AnalyticsOptions } from './options';
import { overlapAction } from './overlap';
import { rhythmAction } from './rhythm';

export type { AnalyticsOptions } from './options';

/** `communityAnalytics`: read-only answers for the blocks, each within the caller's data scope. */
export const analyticsActions = (options: AnalyticsOptions) => ({
  heatmap: heatmapAction(options),
  rhythm: rhythmAction(options),
  leaderboard: leaderboardAction(options),
  overlap: overlapAction(options),
  flow: flowAction(options),
  coldGroups: coldGroupsAction(options),
  invitable: invitableAction(options),
  groupHealth: groupHealthAction(options),
  memberCard: memberCardAction(options),
});
