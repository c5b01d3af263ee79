import { IMPORT_MESSAGES as SHARED } from '../../../common/importMessages';
import { fill, shown, type ErrorValues } from '../sentences';

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

export { fill, shown, type ErrorValues };
