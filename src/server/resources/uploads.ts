import busboy from 'busboy';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface Upload {
  files: Array<{ path: string; name: string; size: number }>;
  fields: Record<string, string>;
}

/** More files or text than a form of ours can send. */
const LIMITS = { files: 20, fields: 20, fieldSize: 10_000 };

/**
 * Streams the files of a multipart request to a folder, however large they are.
 *
 * @param folder made if it is missing; its files belong to the caller
 * @throws when the request is not multipart or breaks off; nothing is left in the folder then
 */
export async function receiveUpload(
  request: IncomingMessage,
  folder: string,
  nameOf: (index: number) => string,
): Promise<Upload> {
  await mkdir(folder, { recursive: true });
  const parser = busboy({ headers: request.headers, limits: LIMITS, defParamCharset: 'utf8' });
  const upload: Upload = { files: [], fields: {} };
  const writing: Array<Promise<void>> = [];
  const written: string[] = [];
  parser.on('field', (name, value) => (upload.fields[name] = value));
  parser.on('file', (_field, stream, info) => {
    const target = path.join(folder, nameOf(written.length));
    written.push(target);
    const file = { path: target, name: path.basename(info.filename || 'result.json'), size: 0 };
    stream.on('data', (chunk: Buffer) => (file.size += chunk.length));
    upload.files.push(file);
    writing.push(pipeline(stream, createWriteStream(target)));
  });
  try {
    await pipeline(request, parser);
    await Promise.all(writing);
    return upload;
  } catch (error) {
    await Promise.allSettled(writing);
    await removeFiles(written);
    throw error;
  }
}

/** Removes files one by one; one that is gone already is fine. */
export async function removeFiles(paths: readonly string[]): Promise<void> {
  for (const file of paths) await rm(file, { force: true });
}
