import { createHmac, createSecretKey } from 'node:crypto';

/** Texts shorter than this say too little to be recognised by a fingerprint. */
export const FINGERPRINT_MIN_CODE_POINTS = 12;

const MAX_HOST_LENGTH = 253;
const PLAIN_ASCII = /^[\x20-\x7e]*$/;
// most texts have none, and looking is much cheaper than replacing
const UNEVEN_SPACE = /[^\S ]|  /;
// optional scheme, optional user, then the host
const HOST = /^(?:[a-z][a-z0-9+.-]*:(?:\/\/)?)?(?:[^@/?#\s]*@)?([^/?#:\s]+)/i;

/** Number of Unicode code points (an emoji outside the basic plane is one, not two). */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next < 0xe000) {
        count--;
        i++;
      }
    }
  }
  return count;
}

/**
 * Makes a foreign string storable in every database: no NUL (PostgreSQL refuses it), no half surrogate pairs, at most
 * `max` UTF-16 units.
 */
export function cleanText(text: string, max = 255): string {
  const cut = text.length > max ? text.slice(0, max) : text;
  if (PLAIN_ASCII.test(cut)) return cut;
  return cut
    .replace(/\u0000/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** Longest text that is stored, UTF-16 units; Telegram's own messages are shorter. */
const MAX_STORED = 8192;

/**
 * A text as it is stored: storable in every database and bounded; null when texts are not stored.
 *
 * @param at when it was written, milliseconds
 * @param since texts older than this are not stored; null = none are
 */
export function storedText(text: string, at: number, since: number | null | undefined): string | null {
  if (since === null || since === undefined || at < since) return null;
  return cleanText(text, MAX_STORED) || null;
}

/** Lower-case host of a link as people write it (`HTTPS://Example.com/a`, `example.com`), or null when it has none. */
export function linkHost(link: string): string | null {
  const host = HOST.exec(link.slice(0, 2048))?.[1];
  if (!host || !host.includes('.')) return null;
  return cleanText(host.toLowerCase(), MAX_HOST_LENGTH);
}

/** Lower-case tag without `#`. */
export function hashtag(text: string): string {
  return cleanText(text.replace(/^[#\uff03]/, '').toLowerCase());
}

export type Fingerprint = (text: string) => string;

/**
 * A salted fingerprint that recognises a copied text without keeping it: the first 16 hex digits of HMAC-SHA256 over the
 * text in compatibility form, lower case, with runs of white space as one space.
 */
export function fingerprinter(salt: string | Uint8Array): Fingerprint {
  const key = createSecretKey(typeof salt === 'string' ? Buffer.from(salt, 'utf8') : Buffer.from(salt));
  return (text) => {
    const compatible = PLAIN_ASCII.test(text) ? text : text.normalize('NFKC');
    const lower = compatible.toLowerCase();
    const normal = (UNEVEN_SPACE.test(lower) ? lower.replace(/\s+/g, ' ') : lower).trim();
    return createHmac('sha256', key).update(normal).digest('hex').slice(0, 16);
  };
}
