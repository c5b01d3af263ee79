import { fitAlive, type AliveHistory } from '@community-crm/community-model';
import { parentPort, workerData } from 'node:worker_threads';

// a file of its own in the built plugin: see `compute.ts`
parentPort?.postMessage(fitAlive(workerData as AliveHistory[]));
