import { BOARDS } from '../../../src/common/leaderboard';
import type { BlockRow } from './row';

/** Every board for a month, which reads the month before as well, and for all time. */
export const leaderboardRows = (day: (daysAgo: number) => string): BlockRow[] =>
  BOARDS.flatMap((board): BlockRow[] => [
    [`${board} of 30 days`, `communityAnalytics:leaderboard?board=${board}&from=${day(29)}&to=${day(0)}`],
    [`${board} of all time`, `communityAnalytics:leaderboard?board=${board}`],
  ]);
