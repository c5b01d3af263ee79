import type { BotChat, BotUser, UpdateContent } from '../types';
import { messageOf, type MessageInput } from './message';

type BusinessInput = MessageInput & { connectionId: string };

const businessMessage = (input: BusinessInput) => ({
  ...messageOf(input),
  business_connection_id: input.connectionId,
});

/** Business accounts that a bot is connected to. */
export const businessUpdates = {
  businessConnection: (input: { id: string; user: BotUser; date: number; enabled: boolean }): UpdateContent => ({
    business_connection: {
      id: input.id,
      user: input.user,
      user_chat_id: input.user.id,
      date: input.date,
      is_enabled: input.enabled,
    },
  }),
  businessMessage: (input: BusinessInput): UpdateContent => ({ business_message: businessMessage(input) }),
  editedBusinessMessage: (input: BusinessInput & { editDate: number }): UpdateContent => ({
    edited_business_message: { ...businessMessage(input), edit_date: input.editDate },
  }),
  deletedBusinessMessages: (input: { connectionId: string; chat: BotChat; messageIds: number[] }): UpdateContent => ({
    deleted_business_messages: {
      business_connection_id: input.connectionId,
      chat: input.chat,
      message_ids: input.messageIds,
    },
  }),
};
