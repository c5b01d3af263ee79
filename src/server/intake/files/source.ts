import type { ActivityRecord } from '@community-crm/community-model';
import { formatOf, readStagedTable, stageTable, type FileFormat } from './tables';
import { readStaged, stageTelegramExport, type StagedImport, type StageOptions } from './telegramExport';

/** What can be said of a file before it is read. Plain data but for the callback and the signal. */
export interface StageRequest extends StageOptions {
  /** What the operator calls the file. */
  name: string;
  /** How a table's columns become activities, as the operator wrote it: a preset's name or JSON; null = found out. */
  mapping: string | null;
  /** The kinds that exist, and those that are something said. */
  kinds: { keys: readonly string[]; utterances: readonly string[] };
}

export interface StagedFile extends StagedImport {
  format: FileFormat;
}

/** Where an import's files are read: in this thread, or in another. */
export interface ImportSource<Batch> {
  /**
   * Reads and checks a whole file and puts its activities aside.
   *
   * @throws ImportError saying what is wrong and where
   */
  stage(request: StageRequest): Promise<StagedFile>;
  /** The activities of a staged file in its order, in batches of so many as it is said when one begins. */
  batches(staged: Pick<StagedFile, 'stageFile' | 'format'>, batchSize: () => number): AsyncIterable<Batch>;
}

export interface RecordBatch {
  format: FileFormat;
  records: ActivityRecord[];
}

/** Reads files of every known format in this thread. */
export const fileSource: ImportSource<RecordBatch> = {
  async stage(request) {
    const format = await formatOf(request.file, request.name);
    const staged =
      format === 'telegram' ? await stageTelegramExport(request) : await stageTable({ ...request, format });
    return { ...staged, format };
  },
  async *batches({ stageFile, format }, batchSize) {
    const read = format === 'telegram' ? readStaged : readStagedTable;
    for await (const records of read(stageFile, { batchSize })) yield { format, records };
  },
};
