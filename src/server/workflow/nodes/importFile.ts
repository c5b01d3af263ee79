import type { Database, Model } from '@nocobase/database';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SyncError } from './syncError';

/** A file that waits for its import. */
export interface Upload {
  path: string;
  name: string;
  size: number;
}

/** The host's file manager, as far as it is used. */
export interface FileManager {
  getFileStream(file: unknown): Promise<{ stream: Readable }>;
}

export interface ImportFilesOptions {
  db: Database;
  fileManager: () => FileManager | undefined;
  /** Where imports find their files. */
  folder: string;
  /** Paths must lie in here. */
  storage: string;
}

interface Attachment {
  filename?: string;
  title?: string;
  storageId?: unknown;
}

/**
 * Copies what a variable names to where imports find it: an attachment of the host's file manager (a record, its id, or a
 * list of either) or a path within the host's storage folder. The copies belong to the import.
 *
 * @throws SyncError FILE_…; nothing is left behind then
 */
export async function takeFiles(value: unknown, options: ImportFilesOptions): Promise<Upload[]> {
  await mkdir(options.folder, { recursive: true });
  const uploads: Upload[] = [];
  try {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) uploads.push(await take(one, options));
    return uploads;
  } catch (error) {
    for (const upload of uploads) await rm(upload.path, { force: true });
    throw error;
  }
}

async function take(value: unknown, options: ImportFilesOptions): Promise<Upload> {
  if (typeof value === 'object' && value !== null && 'storageId' in value) return attachment(value, options);
  if (typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))) {
    return attachment(await find(String(value), options.db), options);
  }
  if (typeof value === 'string' && value.trim()) return fromPath(value.trim(), options);
  throw new SyncError('FILE_UNKNOWN', { value });
}

async function find(id: string, db: Database): Promise<Attachment> {
  if (!db.hasCollection('attachments')) throw new SyncError('FILE_MANAGER_OFF');
  const row: Model | null = await db.getRepository('attachments').findOne({ filterByTk: id });
  if (!row) throw new SyncError('FILE_NOT_READABLE', { value: id, reason: 'there is no such attachment' });
  return row.toJSON() as Attachment;
}

async function attachment(file: Attachment, { fileManager, folder }: ImportFilesOptions): Promise<Upload> {
  const manager = fileManager();
  if (!manager) throw new SyncError('FILE_MANAGER_OFF');
  const name = file.filename ?? file.title ?? 'result.json';
  return copy(name, folder, async () => (await manager.getFileStream(file)).stream);
}

async function fromPath(file: string, { storage, folder }: ImportFilesOptions): Promise<Upload> {
  // where it really is: a link must not lead out of the folder
  const place = await realpath(path.resolve(storage, file)).catch((error: NodeJS.ErrnoException) => {
    throw new SyncError('FILE_NOT_READABLE', { value: file, reason: error.code ?? 'error' });
  });
  if (!place.startsWith((await realpath(storage)) + path.sep)) throw new SyncError('FILE_OUTSIDE', { value: file });
  return copy(path.basename(place), folder, async () => createReadStream(place));
}

async function copy(name: string, folder: string, open: () => Promise<Readable>): Promise<Upload> {
  // the ending tells the import how to read it
  const target = path.join(folder, `${randomUUID()}${path.extname(name).toLowerCase() || '.json'}`);
  try {
    await pipeline(await open(), createWriteStream(target));
    return { path: target, name: path.basename(name), size: (await stat(target)).size };
  } catch (error) {
    await rm(target, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw new SyncError('FILE_NOT_READABLE', { value: name, reason: code ?? message });
  }
}
