import { kindTitle, type Reader } from '../../../common/shippedTitles';

/** A kind of activity as the server tells of it. */
export interface Kind {
  id: number | string;
  key: string;
  title: string | null;
  /** Points of one occurrence. */
  weight: number | string | null;
  /** Most points a member earns with it in a group on one day; null = no limit. */
  dailyCap: number | string | null;
  signOfLife: boolean | null;
  utterance: boolean | null;
}

export interface KindValues {
  key: string;
  title: string;
  weight: number;
  dailyCap: number | null;
  signOfLife: boolean;
  utterance: boolean;
}

const KEY = /^[a-z][a-z0-9_]{0,63}$/;

/** Whether a text can be a kind's key. */
export const isKindKey = (text: string): boolean => KEY.test(text);

/** The title to show: a shipped one in the reader's language, the key where there is none. */
export const shownTitle = ({ key, title }: Pick<Kind, 'key' | 'title'>, reader: Reader): string =>
  kindTitle(reader, key, title ?? key);

/** What a form starts with. */
export const kindValues = (kind: Kind | null, reader: Reader): KindValues => ({
  key: kind?.key ?? '',
  title: kind?.title ? shownTitle(kind, reader) : '',
  weight: Number(kind?.weight ?? 1),
  dailyCap: kind?.dailyCap === null || kind?.dailyCap === undefined ? null : Number(kind.dailyCap),
  signOfLife: kind?.signOfLife ?? true,
  utterance: kind?.utterance ?? false,
});

/**
 * Values as the server takes them; the key of a kind that exists stays what it is, and so does its title while nobody
 * wrote another than was shown.
 */
export function kindPayload(
  { key, dailyCap, ...values }: KindValues,
  existing: Kind | null,
  reader: Reader,
): Partial<KindValues> {
  const written = values.title.trim();
  const title = existing?.title && written === shownTitle(existing, reader) ? existing.title : written;
  return { ...values, title, dailyCap: dailyCap ?? null, ...(existing ? {} : { key }) };
}
