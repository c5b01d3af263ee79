import type { ConditionCatalogue } from '../../../common/conditions';
import type { Translate } from '../../locale';

/** What it takes to say a condition in the reader's language. */
export interface Words {
  t: Translate;
  /** The reader's language, e.g. `zh-CN`. */
  language?: string;
  catalogue: ConditionCatalogue;
  /** The title of a field of the record, given as a path; the path itself where it is not known. */
  fieldTitle?(path: readonly string[]): string;
}

const HAN = '\u4e00-\u9fff';
const HAN_THEN_LATIN = new RegExp(`([${HAN}])(?=[0-9A-Za-z])`, 'g');
const LATIN_THEN_HAN = new RegExp(`([0-9A-Za-z%…])(?=[${HAN}])`, 'g');
const HAN_SPACE_HAN = new RegExp(`([${HAN}]) +(?=[${HAN}])`, 'g');

/** Chinese as it is set in our texts: a space between characters and digits or letters, however templates met. */
export const spaced = (text: string): string =>
  text.replace(HAN_THEN_LATIN, '$1 ').replace(LATIN_THEN_HAN, '$1 ').replace(HAN_SPACE_HAN, '$1');

/** Titles as an enumeration, "a, b or c". */
export const oneOfThese = (titles: string[], { language }: Pick<Words, 'language'>): string =>
  new Intl.ListFormat(language, { type: 'disjunction' }).format(titles);

/** Titles as an enumeration, "a, b and c". */
export const allOfThese = (titles: string[], { language }: Pick<Words, 'language'>): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(titles);

/** The title of a key in a list of the catalogue; the key itself where it is not listed. */
export const titleIn = (list: ReadonlyArray<{ key: string; title: string }>, key: string): string =>
  list.find((item) => item.key === key)?.title ?? key;

/** An English title inside a sentence; abbreviations and other languages stay as they are. */
export const inSentence = (title: string): string =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** The first letter of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
