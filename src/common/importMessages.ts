/**
 * Every way in which an import can be refused, as one sentence by code. `{{name}}` stands for a value that travels with
 * the code. The sentences are also the keys of their translations.
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
  BAD_CHAT: 'Chat number {{number}} ("{{chat}}") has no usable {{field}}.',
  BAD_MESSAGE: 'Chat "{{chat}}" has an entry that is not a message, after message {{message}}.',
  BAD_NUMBER: 'Message {{message}} in chat "{{chat}}" has an impossible {{field}}: {{value}}.',
  BAD_DATE: 'Message {{message}} in chat "{{chat}}" has no readable date: {{value}}.',
  ABSURD_DATE: 'Message {{message}} in chat "{{chat}}" is dated {{value}}, which cannot be true.',
  NO_GROUPS: 'The export holds no group or channel, only {{skipped}} private chats.',
  NO_MESSAGES: 'The export holds no messages.',
  UNKNOWN_TIME_ZONE: '"{{zone}}" is not a time zone. Use a name such as "Europe/Berlin" or an offset such as "+03:30".',
  NO_ROWS: 'The file holds no rows that lead to an activity.',
  BAD_ROW: 'Line {{line}}, column "{{column}}": {{problem}} Wrong lines: {{count}} (line {{lines}}).',
  ROW_LENGTH: 'Line {{line}} has {{cells}} cells instead of {{columns}}.',
  BAD_QUOTE: 'Near line {{line}} a quotation mark is out of place or never closed.',
  LINE_TOO_LONG: 'Line {{line}} is longer than 1 MB. Is a quotation mark missing?',
  LINE_NOT_JSON: 'Line {{line}} is not a JSON object.',
  COLUMN_UNKNOWN: 'The mapping names a column "{{column}}" that the file does not have. Its columns: {{columns}}.',
  COLUMN_MISSING:
    'No column gives "{{field}}". Columns of the file: {{columns}}. Name the right one in a column mapping.',
  BAD_MAPPING: 'The column mapping is wrong at "{{field}}": {{value}}. Allowed: {{allowed}}.',
  CANCELLED: 'The import was cancelled.',
} as const;

export type ImportMessageCode = keyof typeof IMPORT_MESSAGES;
