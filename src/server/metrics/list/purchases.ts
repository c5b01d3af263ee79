import { counting } from '../counting';

export const purchases = counting({
  key: 'purchases',
  titleEn: 'Purchases',
  titleZh: '购买次数',
  column: 'count',
  kinds: ['purchase'],
});
