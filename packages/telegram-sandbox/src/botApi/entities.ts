import type { BotEntity } from './types';

const PATTERNS: readonly [type: string, pattern: RegExp][] = [
  ['url', /https?:\/\/\S+/gu],
  ['bot_command', /(?<=^|\s)\/[A-Za-z]\w*(?:@\w+)?/gu],
  ['hashtag', /(?<=^|\s)#[\p{L}\p{N}_]+/gu],
  ['mention', /(?<=^|\s)@[A-Za-z]\w{3,}/gu],
];

/** The entities that Telegram would find in a plain text by itself, in order. */
export function detectEntities(text: string): BotEntity[] {
  const found = PATTERNS.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length })),
  );
  return found.sort((a, b) => a.offset - b.offset);
}
