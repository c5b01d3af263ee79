/** Every way in which a call of the Bot API can fail, as one sentence; the sentences are also the keys of translations. */
export const BOT_API_MESSAGES = {
  UNAUTHORIZED: 'Telegram does not accept the token. Copy it again from @BotFather.',
  NOT_FOUND: 'No bot answers at {{address}}. Check the token and the Bot API address.',
  CONFLICT: 'Another program is fetching the updates of this bot. Stop it, or give this connection a bot of its own.',
  WEBHOOK_SET: 'A webhook is set for this bot, so its updates cannot be fetched.',
  RATE_LIMITED: 'Telegram asks to wait {{seconds}} seconds.',
  UNREACHABLE: 'The Bot API at {{address}} cannot be reached ({{reason}}).',
  SERVER_ERROR: 'The Bot API at {{address}} answers with an error ({{status}}).',
  BAD_ANSWER: 'What answers at {{address}} is not the Bot API.',
  FORBIDDEN: 'Telegram forbids this: {{reason}}.',
  BAD_REQUEST: 'Telegram refuses this: {{reason}}.',
  TOKEN_MISSING: 'No token has been entered.',
  TOKEN_VARIABLE_MISSING: 'The variable {{variable}} is not set to a bot token.',
  TOKEN_UNREADABLE:
    'The stored token cannot be decrypted, because the key of this NocoBase has changed. Enter it again.',
  ABORTED: 'The call was cancelled.',
  PUBLIC_URL_MISSING:
    'A webhook needs the address under which Telegram reaches this NocoBase. Enter it as the public address, or let the bot poll.',
  WEBHOOK_FAILING: 'Telegram cannot deliver to {{url}}: {{reason}}. {{count}} updates are waiting there.',
} as const;
