/**
 * Every way in which an activity told by another system (a push, a line of a file) can be refused, as one sentence by
 * code. The sentences are also the keys of their translations.
 */
export const ITEM_MESSAGES = {
  NOT_AN_OBJECT: 'An item must be a JSON object.',
  FIELD_MISSING: '{{field}} is missing.',
  FIELD_UNKNOWN: '{{field}} is not known. Allowed: {{allowed}}.',
  BAD_TEXT: '{{field}}: {{value}} is not allowed. Allowed: a text of 1 to {{most}} characters.',
  BAD_SLUG:
    '{{field}}: {{value}} is not allowed. Allowed: up to 32 letters a–z, digits, dots, hyphens and underscores, the first a letter or digit.',
  BAD_TIME:
    '{{field}}: {{value}} is not a time. Allowed: ISO 8601 with a time zone, e.g. 2026-03-01T09:30:00+08:00, or milliseconds since 1970.',
  BAD_TABLE_TIME:
    '{{field}}: {{value}} is not a time. Allowed: 2026-03-01 09:30:00, with or without a time zone, or seconds or milliseconds since 1970.',
  ABSURD_TIME: '{{field}}: {{value}} cannot be true. Allowed: from {{first}} to two days from now.',
  UNKNOWN_KIND:
    'There is no kind "{{value}}". Allowed: {{allowed}}. Further kinds are added in the settings under "Kinds".',
  BAD_NUMBER: '{{field}}: {{value}} is not allowed. Allowed: a number from {{least}} to {{most}}.',
  BAD_WHOLE_NUMBER: '{{field}}: {{value}} is not allowed. Allowed: a whole number from {{least}} to {{most}}.',
  BAD_BOOLEAN: '{{field}}: {{value}} is not allowed. Allowed: true, false.',
  BAD_CURRENCY: '{{field}}: {{value}} is not a currency. Allowed: three letters, e.g. EUR.',
  BAD_OBJECT: '{{field}}: allowed is a JSON object.',
  BAD_TELEGRAM_ID: '{{field}}: {{value}} is not an id of Telegram. Allowed: a whole number, for groups as bots see it.',
  PAYLOAD_TOO_LARGE: 'payload: {{size}} bytes are too many. Allowed: {{most}} bytes as JSON.',
  PAYLOAD_TOO_DEEP: 'payload: allowed are {{most}} levels of nesting.',
  GROUP_NEEDED: 'A {{kind}} needs a group.',
} as const;

export type ItemCode = keyof typeof ITEM_MESSAGES;
