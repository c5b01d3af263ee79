import { counting } from '../counting';

export const checkIns = counting({
  key: 'checkIns',
  titleEn: 'Check-ins',
  titleZh: '签到次数',
  column: 'count',
  kinds: ['check_in'],
});
