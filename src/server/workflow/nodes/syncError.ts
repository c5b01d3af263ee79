import { fill } from '../validation';

/** Every way in which the node fails, as one sentence. */
export const SYNC_MESSAGES = {
  SYNC_TIMEOUT: 'The sync did not come to its end within {{minutes}} minutes. It was {{step}}.',
  SYNC_ALL_FAILED: 'No bot could be synced. {{reason}}',
  SYNC_OPTIONS: 'The options of the sync are not allowed. {{reason}}',
  FILE_UNKNOWN: 'The file to import is neither an attachment nor a path: {{value}}.',
  FILE_OUTSIDE: 'The file to import must lie in the storage folder of this NocoBase: {{value}} does not.',
  FILE_NOT_READABLE: 'The file to import cannot be read: {{value}} ({{reason}}).',
  FILE_MANAGER_OFF: 'Attachments can only be imported while the file manager is on.',
  IMPORT_FAILED: 'The import failed. {{reason}}',
  LABELS_FAILED: 'Scoring and classifying failed. {{reason}}',
  SYNC_CANCELLED: 'The sync was cancelled.',
} as const;

export class SyncError extends Error {
  constructor(
    readonly code: keyof typeof SYNC_MESSAGES,
    readonly values: Record<string, unknown> = {},
  ) {
    super(fill(SYNC_MESSAGES[code], values));
    this.name = 'SyncError';
  }
}
