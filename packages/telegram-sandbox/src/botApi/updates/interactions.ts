import type { BotChat, BotMessage, BotPoll, BotUser, UpdateContent } from '../types';

let queries = 0;

/** What people do with what a bot has sent, and for a chat. */
export const interactionUpdates = {
  /** Somebody presses a button under a message of the bot. */
  callbackQuery: (input: { from: BotUser; message?: BotMessage; data?: string; id?: string }): UpdateContent => ({
    callback_query: {
      id: input.id ?? String(9_000_000_000_000 + ++queries),
      from: input.from,
      ...(input.message ? { message: input.message } : {}),
      chat_instance: String(input.message?.chat.id ?? input.from.id),
      ...(input.data === undefined ? {} : { data: input.data }),
    },
  }),

  /** Somebody votes (or takes the vote back: no options) in a poll of the bot that is not anonymous. No date comes with it. */
  pollAnswer: (input: { pollId: string; user?: BotUser; voterChat?: BotChat; options: number[] }): UpdateContent => ({
    poll_answer: {
      poll_id: input.pollId,
      ...(input.user ? { user: input.user } : {}),
      ...(input.voterChat ? { voter_chat: input.voterChat } : {}),
      option_ids: input.options,
    },
  }),

  /** The state of a poll has changed. */
  poll: (poll: BotPoll): UpdateContent => ({ poll }),

  /** Somebody boosts a chat; dates are seconds since 1970. */
  boost: (input: { chat: BotChat; user: BotUser; boostId: string; date: number; until: number }): UpdateContent => ({
    chat_boost: {
      chat: input.chat,
      boost: {
        boost_id: input.boostId,
        add_date: input.date,
        expiration_date: input.until,
        source: { source: 'premium', user: input.user },
      },
    },
  }),

  /** A boost ends. */
  boostRemoved: (input: { chat: BotChat; user: BotUser; boostId: string; date: number }): UpdateContent => ({
    removed_chat_boost: {
      chat: input.chat,
      boost_id: input.boostId,
      remove_date: input.date,
      source: { source: 'premium', user: input.user },
    },
  }),

  /** A kind that nobody has heard of yet. */
  unknown: (kind: string, content: unknown): UpdateContent => ({ [kind]: content }),
};
