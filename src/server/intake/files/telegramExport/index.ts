export { stageTelegramExport, type StageOptions } from './stage';
export { readStaged } from './stageReader';
export type { ChatSummary, StagedImport } from './summary';
