export type ChatType = 'group' | 'supergroup' | 'channel';

/** What an export's chat type means to us; null = a private conversation, which is never imported. */
export function chatType(type: string): ChatType | null {
  if (type.endsWith('channel')) return 'channel';
  if (type.endsWith('supergroup')) return 'supergroup';
  return type.endsWith('group') ? 'group' : null;
}

/** An export's bare chat id in the form of the Bot API. Negative ids are in that form already. */
export function botApiChatId(id: number, type: ChatType): string {
  if (id < 0) return String(id);
  return type === 'group' ? `-${id}` : `-100${id}`;
}
