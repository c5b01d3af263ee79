import { utteranceKind } from '../../telegramIds';
import type { ChatState } from './chat';

/** Names of the counts by kind. */
const KIND_COUNT: Record<string, string> = {
  command: 'kind.command',
  reply: 'kind.reply',
  forward: 'kind.forward',
  message: 'kind.message',
};

/** Counts an utterance by kind and flags; `by` -1 takes it back. */
export function countUtterance(
  chat: ChatState,
  is: { command: boolean; reply: boolean; forward: boolean },
  by = 1,
): void {
  chat.count('messages', by);
  chat.count(KIND_COUNT[utteranceKind(is)], by);
  if (is.reply) chat.count('replies', by);
  if (is.forward) chat.count('forwards', by);
}

/** Remembers a reply to a message that comes later in the file. */
export function rememberEarlyReply(chat: ChatState, target: number, command: boolean, forward: boolean): void {
  const list = chat.earlyReplies.get(target);
  if (list) list.push({ command, forward });
  else chat.earlyReplies.set(target, [{ command, forward }]);
}

/** A message opens a topic: answers to it are posts in the topic, including those that came before it in the file. */
export function openTopic(chat: ChatState, id: number): void {
  chat.topics.add(id);
  for (const { command, forward } of chat.earlyReplies.get(id) ?? []) {
    countUtterance(chat, { command, forward, reply: true }, -1);
    countUtterance(chat, { command, forward, reply: false });
  }
  chat.earlyReplies.delete(id);
}
