import { counting } from '../counting';

/** Utterances brought from elsewhere; a flag, counted besides the kind. */
export const forwards = counting({
  key: 'forwards',
  titleEn: 'Forwards',
  titleZh: '转发数',
  column: 'forwards',
});
