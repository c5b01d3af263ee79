import type { Board, Figure } from '../../common/leaderboard';
import { BOARDS, RANKED_BY } from '../../common/leaderboard';

/** Days up to today that are offered at once. */
export const LEADERBOARD_DAYS = [7, 30, 90] as const;

export const PAGE_SIZES = [5, 10, 20, 50] as const;

/** A block's settings as they are saved with it. */
export interface LeaderboardOptions {
  board: Board;
  /** What contributors are ranked by. */
  by: Figure;
  days: number;
  /** One group alone. */
  group: number | null;
  pageSize: number;
  /** Bots and the own team are ranked too. */
  everybody: boolean;
}

export const DEFAULT_OPTIONS: LeaderboardOptions = {
  board: 'contributors',
  by: 'points',
  days: 30,
  group: null,
  pageSize: 10,
  everybody: false,
};

/** Fills what saved settings leave out, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<LeaderboardOptions> | undefined): LeaderboardOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const options = { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<LeaderboardOptions>) };
  if (!BOARDS.includes(options.board)) options.board = DEFAULT_OPTIONS.board;
  if (!RANKED_BY[options.board].includes(options.by)) [options.by] = RANKED_BY[options.board];
  return options;
}
