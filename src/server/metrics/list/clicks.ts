import { counting } from '../counting';

export const clicks = counting({
  key: 'clicks',
  titleEn: 'Button clicks',
  titleZh: '按钮点击数',
  column: 'count',
  kinds: ['click'],
});
