import type { Board, Figure } from '../../common/leaderboard';

export const BOARD_TITLES: Record<Board, string> = {
  contributors: 'Contributors',
  inviters: 'Inviters',
  spreaders: 'Spreaders',
};

export const BOARD_NOTES: Record<Board, string> = {
  contributors: 'Points as they are earned in the period, each day and kind up to its limit; they do not fade here.',
  inviters:
    'Invitations in the period; of those who came in it invited by a member, how many are still there. A join by link tells nothing of who invited.',
  spreaders: 'Forwards seen in tracked groups. What is passed on elsewhere is not seen.',
};

export const FIGURE_TITLES: Record<Figure, string> = {
  points: 'Points',
  posts: 'Messages',
  invites: 'Invitations',
  arrived: 'Came',
  stayed: 'Still there',
  forwards: 'Forwards seen',
};
