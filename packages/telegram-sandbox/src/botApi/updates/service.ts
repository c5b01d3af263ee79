import type { BotMessage, BotUser, UpdateContent } from '../types';
import { messageOf, type MessageInput } from './message';

const service = (input: MessageInput, content: Partial<BotMessage>): UpdateContent => ({
  message: { ...messageOf(input), ...content },
});

/** A topic of a forum; its thread has the number of the message that opened it. */
type TopicInput = MessageInput & { threadId: number };

const topic = (input: TopicInput, content: Partial<BotMessage>): UpdateContent =>
  service(input, { message_thread_id: input.threadId, is_topic_message: true, ...content });

/** Messages that Telegram itself writes. */
export const serviceUpdates = {
  /** People joined or were added. */
  joinedMessage: (input: MessageInput & { members: BotUser[] }): UpdateContent =>
    service(input, { new_chat_members: input.members }),

  /** Somebody left. */
  leftMessage: (input: MessageInput & { member: BotUser }): UpdateContent =>
    service(input, { left_chat_member: input.member }),

  /** In the basic group: it became a supergroup. */
  migrated: (input: MessageInput & { toChatId: number }): UpdateContent =>
    service(input, { migrate_to_chat_id: input.toChatId }),

  /** In the supergroup: it was a basic group. */
  migratedFrom: (input: MessageInput & { fromChatId: number }): UpdateContent =>
    service(input, { migrate_from_chat_id: input.fromChatId }),

  topicCreated: (input: TopicInput & { name: string }): UpdateContent =>
    topic(input, { forum_topic_created: { name: input.name, icon_color: 7_322_096 } }),
  topicEdited: (input: TopicInput & { name: string }): UpdateContent =>
    topic(input, { forum_topic_edited: { name: input.name } }),
  topicClosed: (input: TopicInput): UpdateContent => topic(input, { forum_topic_closed: {} }),
  topicReopened: (input: TopicInput): UpdateContent => topic(input, { forum_topic_reopened: {} }),

  /** Somebody writes in a topic; Telegram shows it as an answer to the message that opened the topic. */
  topicMessage: (input: TopicInput): UpdateContent =>
    topic(input, {
      reply_to_message: {
        message_id: input.threadId,
        date: input.date,
        chat: input.chat,
        forum_topic_created: { name: 'Topic', icon_color: 7_322_096 },
      },
    }),
};
