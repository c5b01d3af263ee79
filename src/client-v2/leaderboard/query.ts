import { RANKED_BY, type Board, type Figure } from '../../common/leaderboard';
import { choiceParams, EVERYONE, type MemberChoice } from '../blocks/memberChoice';
import { lastDays } from '../lifecycle/query';
import type { LeaderboardOptions } from './options';

/** What the reader of a page looks at. */
export interface LeaderboardView {
  board: Board;
  by: Figure;
  /** Community days, both included. */
  from: string;
  to: string;
  group: number | null;
  everybody: boolean;
  /** Of whom alone places are given. */
  members: MemberChoice;
  page: number;
  pageSize: number;
}

/** What the settings ask for. */
export const viewOf = (options: LeaderboardOptions, today: Date): LeaderboardView => ({
  board: options.board,
  by: options.by,
  ...lastDays(options.days, today),
  group: options.group,
  everybody: options.everybody,
  members: EVERYONE,
  page: 1,
  pageSize: options.pageSize,
});

/** Another board is ranked by its own figure; whatever else changes, reading starts on the first page. */
export function changed(view: LeaderboardView, change: Partial<LeaderboardView>): LeaderboardView {
  const next = { ...view, page: 1, ...change };
  return RANKED_BY[next.board].includes(next.by) ? next : { ...next, by: RANKED_BY[next.board][0] };
}

/** Query parameters of `communityAnalytics:leaderboard`. */
export function leaderboardParams(view: LeaderboardView): Record<string, unknown> {
  const { board, by, from, to, group, everybody, members, page, pageSize } = view;
  return {
    board,
    by,
    from,
    to,
    who: everybody ? 'everybody' : 'people',
    page,
    pageSize,
    ...(group === null ? {} : { group }),
    ...choiceParams(members),
  };
}
