import { fitAlive, type AliveFit, type AliveHistory } from '@community-crm/community-model';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

export type ComputeFit = (histories: AliveHistory[], signal?: AbortSignal) => Promise<AliveFit | null>;

/** Where the build puts `worker.ts`, seen from the built server. */
export const WORKER_FILE = path.join(__dirname, 'scoring', 'alive', 'worker.js');

/**
 * Fits in a thread of its own: it takes seconds, and requests must be answered meanwhile. Running from source (tests),
 * where there is no file that a thread could load, it computes here.
 */
export const computeFit: ComputeFit = async (histories, signal) =>
  existsSync(WORKER_FILE) ? fitInWorker(WORKER_FILE, histories, signal) : fitAlive(histories);

/** @throws Error when the thread fails or `signal` ends it */
export function fitInWorker(file: string, histories: AliveHistory[], signal?: AbortSignal): Promise<AliveFit | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: histories });
    const stop = () => {
      void worker.terminate();
      reject(new Error('Fitting was cut off.'));
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.once('message', (fit: AliveFit | null) => resolve(fit));
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      // after a message this changes nothing any more
      reject(new Error(`The fitting thread ended with code ${code}.`));
    });
  });
}
