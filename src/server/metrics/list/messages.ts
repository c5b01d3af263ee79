import { counting } from '../counting';

/** Everything said: messages, replies, forwards, commands. */
export const messages = counting({
  key: 'messages',
  titleEn: 'Messages',
  titleZh: '消息数',
  column: 'count',
  kinds: 'utterances',
});
