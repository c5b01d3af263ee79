import type { BlockRow } from './row';

/** The rhythm of everybody, and of one group. */
export const rhythmRows = (day: (daysAgo: number) => string): BlockRow[] => [
  ['rhythm of 30 days', `communityAnalytics:rhythm?who=people&from=${day(29)}`],
  ['rhythm of 30 days beside the 30 before', `communityAnalytics:rhythm?who=people&compare=previous&from=${day(29)}`],
  ['rhythm of all time', 'communityAnalytics:rhythm?who=people'],
  ['rhythm of a group, all time', 'communityAnalytics:rhythm?who=people&group=7'],
];
