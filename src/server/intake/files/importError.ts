import { IMPORT_MESSAGES as SHARED } from '../../../common/importMessages';

/** Values that fill the placeholders of a message; never message text. */
export type ErrorValues = Record<string, string | number>;

/** Every way in which a file can be refused, as one sentence. */
export const IMPORT_MESSAGES = {
  TOO_LARGE: 'The file has a message of more than 16 MB at byte {{byte}}, which no Telegram export does.',
  ...SHARED,
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
