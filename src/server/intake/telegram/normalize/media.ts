import type { ActivityPayload } from '@community-crm/community-model';
import { plausibleNumber } from '../../payload';
import { isRaw, textAt, type Raw } from './reading';

/** Fields that carry a message's content; the first that is there names the medium. */
const MEDIA = [
  // an animation comes with a copy as `document`
  'animation',
  'audio',
  'document',
  'photo',
  'sticker',
  'story',
  'video',
  'video_note',
  'voice',
  'paid_media',
  'contact',
  'dice',
  'game',
  'poll',
  // a venue comes with a copy as `location`
  'venue',
  'location',
  'invoice',
  'checklist',
  'giveaway',
  'giveaway_winners',
] as const;

/** What a message carries besides text. */
export function readMedia(message: Raw): ActivityPayload['media'] {
  const type = MEDIA.find((field) => message[field] !== undefined && message[field] !== null);
  if (!type) return undefined;
  const content = message[type];
  // of a photo's sizes the last is the largest
  const file = Array.isArray(content) ? content.at(-1) : content;
  const media: NonNullable<ActivityPayload['media']> = { type };
  if (!isRaw(file)) return media;
  const fileUniqueId = textAt(file, 'file_unique_id', 100);
  if (fileUniqueId) media.fileUniqueId = fileUniqueId;
  const mimeType = textAt(file, 'mime_type', 100);
  if (mimeType) media.mimeType = mimeType;
  const duration = plausibleNumber(file.duration);
  if (duration !== undefined) media.durationSeconds = duration;
  const size = plausibleNumber(file.file_size);
  if (size !== undefined) media.fileSize = size;
  return media;
}

/** Whether a message says something, rather than telling of an event in the chat. */
export function isUtterance(message: Raw): boolean {
  return typeof message.text === 'string' || readMedia(message) !== undefined;
}
