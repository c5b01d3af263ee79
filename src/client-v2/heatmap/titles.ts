import type { Normalization } from '../../common/heatmap';
import type { ColourBy, GroupSort } from './options';

/** English titles of what can be chosen, for the toolbar and the settings. */
export const NORMALIZATION_TITLES: Record<Normalization, string> = {
  none: 'Fixed thresholds',
  row: 'Within each member',
  column: 'Within each group',
  all: 'Across the whole matrix',
};

export const COLOUR_TITLES: Record<ColourBy, string> = {
  level: 'Level',
  score: 'Score',
  posts: 'Posts',
  lastActive: 'Last active',
};

export const SORT_TITLES: Record<string, string> = {
  '-engagementScore': 'Highest score first',
  '-lastActiveAt': 'Last active first',
  '-firstSeenAt': 'Newest first',
  displayName: 'Name A to Z',
  firstSeenAt: 'Longest known first',
  groups: 'In most groups first',
  similarity: 'Similar members together',
};

export const GROUP_SORT_TITLES: Record<GroupSort, string> = {
  busiest: 'Busiest groups first',
  title: 'Title A to Z',
  memberCount: 'Largest groups first',
  posts: 'Most posts of these members first',
  score: 'Highest scores of these members first',
  lastActive: 'Last active groups first',
  similarity: 'Similar groups together',
};
