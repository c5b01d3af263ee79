/**
 * A list of whole numbers as text: each less the least of them, in digits to the base of 64, in planes (all the lowest
 * digits, then all the next). Digits of the same weight are alike, so a compressing connection finds what repeats, and
 * spends on a character no more than the digit is worth; base64 of bytes would spread each over two characters.
 */
export interface PackedNumbers {
  count: number;
  least: number;
  /** Digits a number: 0 where all are the same. */
  width: number;
  digits: string;
}

/** Digits that need no escape in JSON. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const DIGITS = new Uint8Array(128);
CODES.forEach((code, digit) => (DIGITS[code] = digit));
const BASE = ALPHABET.length;

/** Characters that `String.fromCharCode` is given at once: engines limit the number of arguments. */
const CHUNK = 0x8000;

/** @param values whole numbers from -2^52 to 2^52 */
export function packNumbers(values: ArrayLike<number>): PackedNumbers {
  const count = values.length;
  if (count === 0) return { count: 0, least: 0, width: 0, digits: '' };
  let [least, most] = [Infinity, -Infinity];
  for (let at = 0; at < count; at++) {
    if (values[at] < least) least = values[at];
    if (values[at] > most) most = values[at];
  }
  let width = 0;
  while (BASE ** width <= most - least) width += 1;
  const codes = new Uint8Array(count * width);
  for (let plane = 0; plane < width; plane++) {
    const weight = BASE ** plane;
    for (let at = 0; at < count; at++) {
      codes[plane * count + at] = CODES[Math.floor((values[at] - least) / weight) % BASE];
    }
  }
  return { count, least, width, digits: textOf(codes) };
}

function textOf(codes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < codes.length; at += CHUNK) text += String.fromCharCode(...codes.subarray(at, at + CHUNK));
  return text;
}

/** The numbers again. */
export function unpackNumbers({ count, least, width, digits }: PackedNumbers): Float64Array {
  const values = new Float64Array(count).fill(least);
  for (let plane = 0; plane < width; plane++) {
    const weight = BASE ** plane;
    for (let at = 0; at < count; at++) values[at] += DIGITS[digits.charCodeAt(plane * count + at)] * weight;
  }
  return values;
}
