import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ImportError } from '../../intake/files/importError';
import type { ImportSource, StagedFile, StageRequest } from '../../intake/files/source';
import { errorOf, type FromThread, type ToThread } from './messages';
import { packingSource, type ImportBatch, type PackingTarget } from './packingSource';
import { decodeBatch } from './transport';

/** A source that holds something until it is closed. */
export interface ClosableSource extends ImportSource<ImportBatch> {
  close(): Promise<void>;
}

/** Where the build puts `worker.ts`, seen from the built server. */
export const WORKER_FILE = path.join(__dirname, 'runs', 'importing', 'worker.js');

/**
 * Reads, checks and packs in a thread of its own, beside the database's work and without holding up requests. Running from
 * source (tests), where there is no file that a thread could load, all of it happens here.
 */
export function importSource(target: PackingTarget, signal: AbortSignal): ClosableSource {
  if (existsSync(WORKER_FILE)) return new ThreadSource(WORKER_FILE, target, signal);
  return { ...packingSource(target), close: () => Promise.resolve() };
}

/** Young objects are short-lived here; a small space for them keeps the thread's memory small. */
const LIMITS = { maxYoungGenerationSizeMb: 32 };

export class ThreadSource implements ClosableSource {
  private readonly worker: Worker;
  private readonly received: FromThread[] = [];
  private failure: Error | null = null;
  private wake: (() => void) | null = null;
  private readonly stop = (): void => this.fail(new ImportError('CANCELLED'));

  /** @param signal ends the thread at once */
  constructor(
    file: string,
    target: PackingTarget,
    private readonly signal: AbortSignal,
  ) {
    this.worker = new Worker(file, { workerData: target, resourceLimits: LIMITS });
    this.worker.on('message', (message: FromThread) => {
      this.received.push(message);
      this.wake?.();
    });
    this.worker.on('error', (error: Error) => this.fail(error));
    this.worker.on('exit', (code) => this.fail(new Error(`The importing thread ended with code ${code}.`)));
    if (signal.aborted) this.stop();
    else signal.addEventListener('abort', this.stop, { once: true });
  }

  async stage({ onProgress, signal: _signal, ...request }: StageRequest): Promise<StagedFile> {
    this.ask({ stage: request });
    for (;;) {
      const message = await this.next();
      if ('staged' in message) return message.staged;
      if ('progress' in message) onProgress?.(...message.progress);
    }
  }

  async *batches({ stageFile, format }: Pick<StagedFile, 'stageFile' | 'format'>, batchSize: () => number) {
    this.ask({ read: { stageFile, format }, batchSize: batchSize() });
    for (;;) {
      const message = await this.next();
      if ('end' in message) return;
      if (!('batch' in message)) continue;
      this.ask({ more: true, batchSize: batchSize() });
      yield decodeBatch(message.batch);
    }
  }

  async close(): Promise<void> {
    this.signal.removeEventListener('abort', this.stop);
    this.failure ??= new Error('The importing thread is closed.');
    await this.worker.terminate();
  }

  private ask(message: ToThread): void {
    this.worker.postMessage(message);
  }

  /** @throws ImportError when a file is refused or the import is cancelled, Error when the thread has ended */
  private async next(): Promise<FromThread> {
    for (;;) {
      if (this.failure) throw this.failure;
      const message = this.received.shift();
      if (message && 'failed' in message) throw errorOf(message.failed);
      if (message) return message;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** The first failure stays; what follows (the thread's end) is its consequence. */
  private fail(error: Error): void {
    this.failure ??= error;
    this.wake?.();
    void this.worker.terminate();
  }
}
