import { counting } from '../counting';

/** Everything done that is a sign of life, or of the kinds asked for, such as those that a CRM has added. */
export const activities = counting({
  key: 'activities',
  titleEn: 'Activities',
  titleZh: '互动次数',
  column: 'count',
  kinds: 'signsOfLife',
});
