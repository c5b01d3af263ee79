/** Values that fill the placeholders of a message; never message text. */
export type ErrorValues = Record<string, string | number>;

/**
 * Every way in which a file can be refused, as one sentence. `{{name}}` stands for a value. The sentences are also the
 * keys of their translations.
 */
export const IMPORT_MESSAGES = {
  FILE_NOT_READABLE: 'The file "{{file}}" cannot be read: {{reason}}.',
  EMPTY_FILE: 'The file is empty.',
  HTML_FILE: 'This is an HTML page. In Telegram Desktop, export the chat again in the format "Machine-readable JSON".',
  NOT_JSON: 'The file is not valid JSON: {{reason}} at byte {{byte}}.',
  TRUNCATED: 'The file ends in the middle, at byte {{byte}}. It was probably not copied or exported completely.',
  WRONG_ENCODING: 'The file is encoded as {{encoding}} instead of UTF-8 (noticed at byte {{byte}}).',
  NOT_TELEGRAM: 'This is not a Telegram Desktop export: {{reason}}.',
  TOO_DEEP: 'The file nests more than {{limit}} levels deep at byte {{byte}}, which no Telegram export does.',
  TOO_LARGE: 'The file has a message of more than 16 MB at byte {{byte}}, which no Telegram export does.',
  BAD_CHAT: 'Chat number {{number}} ("{{chat}}") has no usable {{field}}.',
  BAD_MESSAGE: 'Chat "{{chat}}" has an entry that is not a message, after message {{message}}.',
  BAD_NUMBER: 'Message {{message}} in chat "{{chat}}" has an impossible {{field}}: {{value}}.',
  BAD_DATE: 'Message {{message}} in chat "{{chat}}" has no readable date: {{value}}.',
  ABSURD_DATE: 'Message {{message}} in chat "{{chat}}" is dated {{value}}, which cannot be true.',
  NO_GROUPS: 'The export holds no group or channel, only {{skipped}} private chats.',
  NO_MESSAGES: 'The export holds no messages.',
  UNKNOWN_TIME_ZONE: '"{{zone}}" is not a time zone. Use a name such as "Europe/Berlin" or an offset such as "+03:30".',
  CANCELLED: 'The import was cancelled.',
} as const;

export type ImportErrorCode = keyof typeof IMPORT_MESSAGES;

/** A file was refused. Nothing of it has been written to the database. */
export class ImportError extends Error {
  constructor(
    readonly code: ImportErrorCode,
    readonly values: ErrorValues = {},
  ) {
    super(fill(IMPORT_MESSAGES[code], values));
    this.name = 'ImportError';
  }
}

/** Puts values into the `{{placeholders}}` of a sentence. */
export function fill(sentence: string, values: ErrorValues): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A foreign value as it may appear in a sentence: short, on one line. */
export function shown(value: unknown): string {
  let text: string | undefined;
  try {
    text = typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    text = undefined;
  }
  const line = (text ?? String(value)).replace(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
