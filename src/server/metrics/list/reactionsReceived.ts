import { counting } from '../counting';

export const reactionsReceived = counting({
  key: 'reactionsReceived',
  titleEn: 'Reactions received',
  titleZh: '收到的表情回应数',
  column: 'reactionsReceived',
});
