import type { BotChat, BotUser, ReactionType, UpdateContent } from '../types';

const emoji = (list: readonly string[]): ReactionType[] => list.map((one) => ({ type: 'emoji', emoji: one }));

interface ReactionInput {
  chat: BotChat;
  messageId: number;
  date: number;
  now: readonly string[];
  before?: readonly string[];
}

/** Reactions to messages. */
export const reactionUpdates = {
  /** Somebody sets (`now`) or takes back (`now: []`) reactions. */
  reaction: ({ user, ...input }: ReactionInput & { user: BotUser }): UpdateContent => ({
    message_reaction: { ...reactionOf(input), user },
  }),

  /** The same in the name of a chat. */
  anonymousReaction: ({ actorChat, ...input }: ReactionInput & { actorChat: BotChat }): UpdateContent => ({
    message_reaction: { ...reactionOf(input), actor_chat: actorChat },
  }),

  /** How many of each: all that Telegram tells of channels. */
  reactionCount: (input: {
    chat: BotChat;
    messageId: number;
    date: number;
    counts: Readonly<Record<string, number>>;
  }): UpdateContent => ({
    message_reaction_count: {
      chat: input.chat,
      message_id: input.messageId,
      date: input.date,
      reactions: Object.entries(input.counts).map(([one, total]) => ({
        type: { type: 'emoji', emoji: one },
        total_count: total,
      })),
    },
  }),
};

function reactionOf({ chat, messageId, date, now, before }: ReactionInput) {
  return {
    chat,
    message_id: messageId,
    date,
    old_reaction: emoji(before ?? []),
    new_reaction: emoji(now),
  };
}
