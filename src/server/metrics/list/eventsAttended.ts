import { counting } from '../counting';

export const eventsAttended = counting({
  key: 'eventsAttended',
  titleEn: 'Events attended',
  titleZh: '参加活动次数',
  column: 'count',
  kinds: ['event_attendance'],
});
