import { parentPort, workerData } from 'node:worker_threads';
import { failureOf, type FromThread, type ToThread } from './messages';
import { packingSource, type PackingTarget } from './packingSource';
import { encodeBatch } from './transport';

// a file of its own in the built plugin: see `threadSource.ts`

/** Batches that may wait for the database, besides the one that is being made: enough to keep it busy, few enough to keep memory flat. */
const AHEAD = 1;
/** Progress is told this many times in a file. */
const STEPS = 100;

const source = packingSource(workerData as PackingTarget);
const tell = (message: FromThread): void => parentPort?.postMessage(message);

let allowed = 0;
let size = 0;
let wake: (() => void) | null = null;

/** Waits until another batch may be handed over. */
async function turn(): Promise<void> {
  while (allowed === 0) await new Promise<void>((resolve) => (wake = resolve));
  allowed -= 1;
}

async function stage(request: Extract<ToThread, { stage: unknown }>['stage']): Promise<void> {
  let told = 0;
  const onProgress = (read: number, total: number): void => {
    const step = Math.floor((read / Math.max(total, 1)) * STEPS);
    if (step === told) return;
    told = step;
    tell({ progress: [read, total] });
  };
  tell({ staged: await source.stage({ ...request, onProgress }) });
}

async function read({ read: staged, batchSize }: Extract<ToThread, { read: unknown }>): Promise<void> {
  allowed = AHEAD;
  size = batchSize;
  for await (const batch of source.batches(staged, () => size)) {
    const travelling = encodeBatch(batch);
    await turn();
    tell({ batch: travelling });
  }
  tell({ end: true });
}

parentPort?.on('message', (message: ToThread) => {
  if ('more' in message) {
    allowed += 1;
    size = message.batchSize;
    wake?.();
    return;
  }
  const work = 'stage' in message ? stage(message.stage) : read(message);
  work.catch((error: unknown) => tell({ failed: failureOf(error) }));
});
