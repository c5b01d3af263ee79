import { EMOJIS } from './phrases';
import type { Random } from './random';
import type { ExportMessage } from './telegramExport';
import { inventQuestion } from './texts';
import type { Topic } from './topics';

/** What a message carries besides text. */
export interface Media {
  fields: Partial<ExportMessage>;
  /** Whether the message may have a caption. */
  hasText: boolean;
}

const NOT_INCLUDED = '(File not included. Change data exporting settings to download.)';

const NO_MEDIA: Media = { fields: {}, hasText: true };

/** Nothing for most messages; else a photo, sticker, voice message, video, file, poll or place. */
export function inventMedia(topic: Topic, random: Random): Media {
  const roll = random.next();
  if (roll > 0.13) {
    return NO_MEDIA;
  }
  if (roll < 0.055) {
    const fields = { photo: NOT_INCLUDED, photo_file_size: random.int(20_000, 400_000), width: 1280, height: 960 };
    return { fields, hasText: random.chance(0.6) };
  }
  if (roll < 0.085) {
    const fields = { media_type: 'sticker', sticker_emoji: random.pick(EMOJIS), width: 512, height: 512 };
    return { fields: { file: NOT_INCLUDED, file_name: 'sticker.webp', ...fields }, hasText: false };
  }
  if (roll < 0.1) {
    const duration_seconds = random.int(2, 90);
    const fields = { media_type: 'voice_message', mime_type: 'audio/ogg', duration_seconds };
    return { fields: { file: NOT_INCLUDED, file_size: duration_seconds * 2_100, ...fields }, hasText: false };
  }
  return inventRareMedia(topic, random, roll);
}

function inventRareMedia(topic: Topic, random: Random, roll: number): Media {
  const file = { file: NOT_INCLUDED, file_size: random.int(50_000, 9_000_000) };
  if (roll < 0.11) {
    const duration_seconds = random.int(4, 180);
    const fields = { media_type: 'video_file', mime_type: 'video/mp4', duration_seconds, width: 1280, height: 720 };
    return { fields: { ...file, file_name: `video_${random.int(1, 999)}.mp4`, ...fields }, hasText: true };
  }
  if (roll < 0.117) {
    const fields = { media_type: 'animation', mime_type: 'video/mp4', duration_seconds: 3, width: 480, height: 270 };
    return { fields: { ...file, file_name: 'animation.gif.mp4', ...fields }, hasText: false };
  }
  if (roll < 0.124) {
    return { fields: { ...file, file_name: `${topic.key}.pdf`, mime_type: 'application/pdf' }, hasText: true };
  }
  if (roll < 0.128) {
    return { fields: { poll: inventPoll(topic, random) }, hasText: false };
  }
  const place = { latitude: 40 + random.int(0, 9_999) / 10_000, longitude: 10 + random.int(0, 9_999) / 10_000 };
  return { fields: { location_information: place }, hasText: false };
}

function inventPoll(topic: Topic, random: Random): ExportMessage['poll'] {
  const nouns = [...new Set([random.pick(topic.nouns), random.pick(topic.nouns), topic.nouns[0], topic.nouns[1]])];
  const answers = nouns.map((text) => ({ text, voters: random.int(0, 20), chosen: false }));
  const total_voters = answers.reduce((sum, answer) => sum + answer.voters, 0);
  return { question: inventQuestion(topic, random), closed: random.chance(0.5), total_voters, answers };
}
