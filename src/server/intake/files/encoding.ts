import { isUtf8 } from 'node:buffer';
import { ImportError } from './importError';

const SIGNATURES: Array<[encoding: string, bytes: number[]]> = [
  ['UTF-32', [0xff, 0xfe, 0x00, 0x00]],
  ['UTF-32', [0x00, 0x00, 0xfe, 0xff]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
];

/** Length of the UTF-8 byte order mark at the start of a file, which may be there and means nothing. */
export function byteOrderMarkLength(head: Uint8Array): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

/**
 * Recognises encodings that are not UTF-8 from a file's first bytes.
 *
 * @throws ImportError WRONG_ENCODING
 */
export function refuseWideEncoding(head: Uint8Array): void {
  const known = SIGNATURES.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte))?.[0];
  // without a mark: a JSON file starts with two ASCII characters, so a zero among its first two bytes is half of one
  const wide = head.length >= 2 && (head[0] === 0) !== (head[1] === 0) ? 'UTF-16' : undefined;
  const encoding = known ?? wide;
  if (encoding) throw new ImportError('WRONG_ENCODING', { encoding, byte: 0 });
}

/** Checks that a stream of chunks is UTF-8; characters may be split between chunks. */
export class Utf8Check {
  private rest = Buffer.alloc(0);
  private position = 0;

  /** @throws ImportError WRONG_ENCODING */
  push(chunk: Buffer): void {
    const bytes = this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk;
    const complete = bytes.length - unfinishedLength(bytes);
    if (!isUtf8(bytes.subarray(0, complete))) {
      const byte = this.position + firstInvalid(bytes.subarray(0, complete));
      throw new ImportError('WRONG_ENCODING', { encoding: 'an 8-bit code page', byte });
    }
    this.position += complete;
    this.rest = Buffer.from(bytes.subarray(complete));
  }
}

/** How many bytes at the end belong to a character whose last bytes have not arrived. */
function unfinishedLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

/** Start of the first invalid sequence. Only for the error message, so it may be slow. */
function firstInvalid(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const length = bytes[at] < 0x80 ? 1 : bytes[at] >= 0xf0 ? 4 : bytes[at] >= 0xe0 ? 3 : 2;
    if (!isUtf8(bytes.subarray(at, at + length))) return at;
    at += length;
  }
  return at;
}
