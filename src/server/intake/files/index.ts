export { fill, IMPORT_MESSAGES, ImportError, type ErrorValues, type ImportErrorCode } from './importError';
export { IMPORT_NOTES, type ImportNote } from './importNotes';
export { runImport, type ImportOptions, type ImportResult, type ImportStep } from './runImport';
export { fileSource, type ImportSource, type RecordBatch, type StagedFile, type StageRequest } from './source';
export {
  readStaged,
  stageTelegramExport,
  type ChatSummary,
  type StagedImport,
  type StageOptions,
} from './telegramExport';
