/** Kinds of content that are told apart; the rest is `other`. `link` is a text with a link in it. */
export const CONTENT_KINDS = [
  'text',
  'link',
  'photo',
  'video',
  'video_note',
  'animation',
  'voice',
  'audio',
  'document',
  'sticker',
  'poll',
  'location',
  'other',
] as const;

export type ContentKind = (typeof CONTENT_KINDS)[number];

/** Minutes within which first replies are counted; between them a median is interpolated. */
export const REPLY_MINUTES = [1, 2, 3, 5, 10, 30, 60, 240] as const;
