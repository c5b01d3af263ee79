import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { fingerprinter } from '../../text';
import { parseZone, UnknownZoneError, type Zone } from '../../zone';
import { ImportError } from '../importError';
import { ExportDates } from './dates';
import { ExportParser } from './parse';
import { ExportReader } from './reader';
import { StageWriter } from './stageWriter';
import { summarise, type StagedImport } from './summary';

const CHUNK = 256 * 1024;

export interface StageOptions {
  /** The `result.json` of Telegram Desktop. */
  file: string;
  /** Where the normalised activity goes; must not exist. Removed again when the file is refused. */
  stageFile: string;
  /** Zone of wall clock dates as chosen for this file: IANA name or fixed offset. */
  timeZone?: string;
  /** Zone that is assumed when none was chosen. */
  fallbackTimeZone: string;
  /** Secret that makes text fingerprints useless elsewhere. */
  salt: string | Uint8Array;
  /** Texts written since this instant (milliseconds) are stored; null or nothing = none are. */
  textsSince?: number | null;
  /** The current instant in milliseconds; nothing in the file may be much later. */
  now: number;
  onProgress?(readBytes: number, totalBytes: number): void;
  signal?: AbortSignal;
}

/**
 * Reads and checks a whole export and writes its activities, in brief, to a stage file. Nothing else is touched, so a
 * file that is refused leaves nothing behind.
 *
 * @throws ImportError saying what is wrong and where
 */
export async function stageTelegramExport(options: StageOptions): Promise<StagedImport> {
  const { file, stageFile, salt, now } = options;
  const zone = zoneOf(options.timeZone ?? options.fallbackTimeZone);
  const totalBytes = await sizeOf(file);
  if (totalBytes === 0) throw new ImportError('EMPTY_FILE');
  const writer = await StageWriter.create(stageFile);
  try {
    const dates = new ExportDates(zone, now, options.timeZone !== undefined);
    const reader = new ExportReader({
      dates,
      fingerprint: fingerprinter(salt),
      textsSince: options.textsSince ?? null,
      writer,
    });
    await read(options, new ExportParser(reader), writer, totalBytes);
    const staged = summarise({ file, stageFile, bytes: totalBytes, zone, options, dates, reader });
    await writer.finish(reader.actors.list(), staged.stagedChats);
    return staged.summary;
  } catch (error) {
    await writer.close().catch(() => undefined);
    await rm(stageFile, { force: true });
    throw options.signal?.aborted ? new ImportError('CANCELLED') : error;
  }
}

async function read(
  { file, onProgress, signal }: StageOptions,
  parser: ExportParser,
  writer: StageWriter,
  totalBytes: number,
): Promise<void> {
  let readBytes = 0;
  const stream = createReadStream(file, { highWaterMark: CHUNK, signal });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    parser.push(chunk);
    readBytes += chunk.length;
    if (writer.full) await writer.flush();
    onProgress?.(readBytes, totalBytes);
  }
  parser.end();
}

async function sizeOf(file: string): Promise<number> {
  try {
    const info = await stat(file);
    if (info.isFile()) return info.size;
    throw Object.assign(new Error('it is not a file'), { code: 'it is not a file' });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new ImportError('FILE_NOT_READABLE', { file, reason: reason === 'ENOENT' ? 'it does not exist' : reason });
  }
}

function zoneOf(name: string): Zone {
  try {
    return parseZone(name);
  } catch (error) {
    if (error instanceof UnknownZoneError) throw new ImportError('UNKNOWN_TIME_ZONE', { zone: name });
    throw error;
  }
}
