import { ImportError, IMPORT_MESSAGES, type ErrorValues, type ImportErrorCode } from '../../intake/files/importError';
import type { StagedFile, StageRequest } from '../../intake/files/source';
import type { TravellingBatch } from './transport';

/** What the thread is asked. It does one thing at a time. */
export type ToThread =
  | { stage: Omit<StageRequest, 'onProgress' | 'signal'> }
  | { read: Pick<StagedFile, 'stageFile' | 'format'>; batchSize: number }
  /** Another batch may be handed over, and those that are begun from now on are to have so many records. */
  | { more: true; batchSize: number };

/** What the thread answers. */
export type FromThread =
  | { progress: [read: number, total: number] }
  | { staged: StagedFile }
  | { batch: TravellingBatch }
  | { end: true }
  | { failed: Failure };

/** An error as plain data. */
export interface Failure {
  code: string;
  message: string;
  values: ErrorValues;
}

export function failureOf(error: unknown): Failure {
  const { code, message, values } = error as Partial<Failure>;
  return {
    code: typeof code === 'string' ? code : 'UNEXPECTED',
    message: message ?? String(error),
    values: values ?? {},
  };
}

export function errorOf({ code, message, values }: Failure): Error {
  if (Object.hasOwn(IMPORT_MESSAGES, code)) return new ImportError(code as ImportErrorCode, values);
  return Object.assign(new Error(message), code === 'UNEXPECTED' ? {} : { code, values });
}
