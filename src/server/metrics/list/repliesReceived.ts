import { counting } from '../counting';

/** Filed under the day and kind of the reply. */
export const repliesReceived = counting({
  key: 'repliesReceived',
  titleEn: 'Replies received',
  titleZh: '收到的回复数',
  column: 'repliesReceived',
});
