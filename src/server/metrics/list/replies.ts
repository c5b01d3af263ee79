import { counting } from '../counting';

/** Utterances that answer another one; a flag, counted besides the kind. */
export const replies = counting({
  key: 'replies',
  titleEn: 'Replies',
  titleZh: '回复数',
  column: 'replies',
});
