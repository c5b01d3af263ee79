import { groupChat, updates, user, type UpdateContent } from '@community-crm/telegram-sandbox';

const GROUPS = 40;
const MEMBERS = 2000;

/** Telegram's id of the chat in which the update of a number happens. */
export const busyChat = (i: number): number => -1001000000000 - (i % GROUPS);

/** A busy community's updates in time order, ending at `end` (seconds): messages, every third an answer, and reactions. */
export function busyUpdates(count: number, end: number, from = 0): UpdateContent[] {
  return Array.from({ length: count }, (_, k) => {
    const i = from + k;
    const chat = groupChat(busyChat(i));
    const who = user(10_000 + ((i * 7919) % MEMBERS));
    const date = end - count + k;
    if (i % 10 === 9) return updates.reaction({ chat, user: who, messageId: i - GROUPS, date, now: ['👍'] });
    const message = { chat, from: who, messageId: i, date, text: `Something about tea, number ${i}` };
    if (i % 3 || i < GROUPS) return updates.message(message);
    const target = {
      message_id: i - GROUPS,
      from: user(10_000 + (((i - GROUPS) * 7919) % MEMBERS)),
      chat,
      date: date - 60,
    };
    return updates.reply({ ...message, to: target });
  });
}
