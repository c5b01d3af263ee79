import { counting } from '../counting';

export const characters = counting({
  key: 'characters',
  titleEn: 'Characters written',
  titleZh: '发言字数',
  unit: 'characters',
  column: 'characters',
});
