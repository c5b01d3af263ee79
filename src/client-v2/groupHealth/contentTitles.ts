import type { ContentKind } from '../../common/groupHealthContent';

export const CONTENT_TITLES: Record<ContentKind, string> = {
  text: 'Plain text',
  link: 'Text with a link',
  photo: 'Photo',
  video: 'Video',
  video_note: 'Video message',
  animation: 'Animation',
  voice: 'Voice message',
  audio: 'Audio file',
  document: 'Document',
  sticker: 'Sticker',
  poll: 'Poll',
  location: 'Place',
  other: 'Other content',
};
