import type { ActivityPayload } from '@community-crm/community-model';
import { plausibleNumber } from '../../payload';
import { cleanText } from '../../text';
import type { JsonObject } from './document';

/** `media_type` → name in the Bot API. */
const FILE_TYPES: Record<string, string> = {
  sticker: 'sticker',
  video_message: 'video_note',
  voice_message: 'voice',
  animation: 'animation',
  video_file: 'video',
  audio_file: 'audio',
};

/** Fields that show what else a message carries. */
const OTHER_TYPES: Array<[field: string, type: string]> = [
  ['photo', 'photo'],
  ['contact_information', 'contact'],
  ['place_name', 'venue'],
  ['location_information', 'location'],
  ['poll', 'poll'],
  ['game_title', 'game'],
  ['invoice_information', 'invoice'],
  ['todo_list', 'checklist'],
];

/** What an exported message carries besides text. */
export function readMedia(message: JsonObject): ActivityPayload['media'] {
  if (message.media_type === undefined && message.file === undefined) {
    const type = OTHER_TYPES.find(([field]) => message[field] !== undefined)?.[1];
    return type ? { type } : undefined;
  }
  const kind = typeof message.media_type === 'string' ? message.media_type : '';
  const media: NonNullable<ActivityPayload['media']> = {
    type: Object.hasOwn(FILE_TYPES, kind) ? FILE_TYPES[kind] : 'document',
  };
  if (typeof message.mime_type === 'string') media.mimeType = cleanText(message.mime_type, 100);
  const duration = plausibleNumber(message.duration_seconds);
  if (duration !== undefined) media.durationSeconds = duration;
  const size = plausibleNumber(message.file_size);
  if (size !== undefined) media.fileSize = size;
  return media;
}
