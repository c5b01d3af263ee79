/** The answer of `communityAnalytics:leaderboard`, shared by server and browser. */
import type { Level } from './names';

export const BOARDS = ['contributors', 'inviters', 'spreaders'] as const;
export type Board = (typeof BOARDS)[number];

/** What members can be ranked by, and what is told of each. */
export const FIGURES = ['points', 'posts', 'invites', 'arrived', 'stayed', 'forwards'] as const;
export type Figure = (typeof FIGURES)[number];

/** The figures of each board. The first is what it ranks by unless the request says otherwise. */
export const BOARD_FIGURES = {
  /** Score points earned in the period, before they fade; things said. */
  contributors: ['points', 'posts'],
  /** Invitations; of the members who came in the period invited by this one, all and those who are still there. */
  inviters: ['invites', 'arrived', 'stayed'],
  /** Forwards seen in tracked groups: what is passed on elsewhere is not seen. */
  spreaders: ['forwards'],
} as const satisfies Record<Board, readonly Figure[]>;

/** Figures that a board can be ranked by. */
export const RANKED_BY: Record<Board, readonly Figure[]> = {
  contributors: ['points', 'posts'],
  inviters: ['invites', 'stayed'],
  spreaders: ['forwards'],
};

/** Who is ranked: people, or bots and the own team as well. */
export const RANKED = ['people', 'everybody'] as const;
export type Ranked = (typeof RANKED)[number];

export type Figures = Partial<Record<Figure, number>>;

export interface LeaderboardRow {
  /** Equal values share a rank, and the next one counts them all: 1, 2, 2, 4. */
  rank: number;
  id: number;
  /** Null when unknown or not to be read; so are the next four. */
  name: string | null;
  stage: string | null;
  persona: string | null;
  /** Engagement score of today, 0–100. */
  score: number | null;
  /** Participation in the group asked for; null without one. */
  level: Level | null;
  figures: Figures;
  /** The period before: null where there is none. Rank null: nothing to be ranked with then. */
  previous: { rank: number | null; figures: Figures } | null;
}

export interface LeaderboardAnswer {
  board: Board;
  by: Figure;
  who: Ranked;
  group: number | null;
  timeZone: string;
  /** Community days, both included; null = no limit. */
  period: { from: string | null; to: string | null };
  /** The period of the same length before; null for a period without a beginning. */
  previous: { from: string; to: string } | null;
  /** Best first; equal ones by id. (The host would take an answer's `rows` for the whole of it.) */
  members: LeaderboardRow[];
  /** Members with anything to be ranked with, over all pages. */
  total: number;
  page: number;
  pageSize: number;
}
