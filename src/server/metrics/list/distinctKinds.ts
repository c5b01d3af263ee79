import { distinct } from '../counting';

/** Different kinds of signs of life. */
export const distinctKinds = distinct(
  { key: 'distinctKinds', titleEn: 'Different kinds of activity', titleZh: '互动种类数', unit: 'count' },
  () => 'f."kind"',
);
