import { counting } from '../counting';

export const reactions = counting({
  key: 'reactions',
  titleEn: 'Reactions',
  titleZh: '表情回应数',
  column: 'count',
  kinds: ['reaction'],
});
