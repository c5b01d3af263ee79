import { freePort } from '@community-crm/host';
import { startBotApi, type BotApiSandbox, type UpdateContent } from '@community-crm/telegram-sandbox';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { databaseServer, uniqueName, type Dialect } from '../packages/host/src/testing/databases';
import { createRandom } from '../packages/telegram-sandbox/src/community/random';
import { inventWeek } from '../src/server/__tests__/order/week';
import { cutConnections } from './cuts';
import { ROOT, secretKey, WorkerProcess } from './process';
import type { Answer, InboxCounts, IntakeMode, WorkerOptions } from './protocol';

export interface ScenarioOptions {
  dialect: Dialect;
  mode: IntakeMode;
  /** How often the worker is killed. */
  kills: number;
  seed: number;
}

export interface Outcome {
  updates: number;
  kills: number;
  /** Answers of the Bot API that were spoilt, and database connections that were cut. */
  spoilt: number;
  cuts: number;
  /** Polls that were answered before the last life began: the others did not merely die in their sleep. */
  polled: number;
  clean: { inbox: InboxCounts; state: Record<string, string[]> };
  killed: { inbox: InboxCounts; state: Record<string, string[]> };
}

const TOKEN = `7000000009:${'Ab9_x-'.repeat(6)}`;
const FIRST_UPDATE = 500_000;
/** Weeks of a small community. */
const STARTS = ['06-01', '06-15', '06-29', '07-13', '07-27', '08-10', '08-24', '09-07'].map((day) => `2026-${day}`);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Lets one worker take in a stream undisturbed and another take in the same stream while it is killed again and again, with
 * updates repeated and out of order, a Bot API that fails, and database connections that are cut.
 */
export async function runScenario({ dialect, mode, kills, seed }: ScenarioOptions): Promise<Outcome> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'community-resilience-'));
  const server = databaseServer(dialect, folder);
  const names = { template: uniqueName(), clean: uniqueName(), killed: uniqueName() };
  const key = secretKey();
  const port = mode === 'webhook' ? await freePort() : 0;
  const base: Omit<WorkerOptions, 'database' | 'install'> = { root: ROOT, folder, port };
  const stream = STARTS.flatMap((start, i) => inventWeek(start, seed + i).live);
  const on = (name: string) => ({ ...base, database: { ...server.options(name) } });
  try {
    await server.create(names.template);
    const installer = new WorkerProcess({ ...on(names.template), port: 0, install: true }, key);
    await installer.ready;
    await installer.stop();
    await server.copy(names.template, names.clean);
    await server.copy(names.template, names.killed);
    const clean = await undisturbed({ ...on(names.clean), install: false }, key, stream, mode);
    const { outcome, ...disturbances } = await disturbed(
      { ...on(names.killed), install: false },
      { key, stream, mode, kills, seed, dialect },
    );
    return { updates: stream.length, kills, ...disturbances, clean, killed: outcome };
  } finally {
    for (const name of Object.values(names)) await server.drop(name).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function undisturbed(options: WorkerOptions, key: string, stream: UpdateContent[], mode: IntakeMode) {
  const sandbox = await startBotApi({ token: TOKEN, firstUpdateId: FIRST_UPDATE });
  const worker = new WorkerProcess({ ...options, connect: { token: TOKEN, apiRoot: sandbox.url, mode } }, key);
  try {
    await worker.ready;
    await listening(sandbox);
    for (const update of stream) sandbox.push(update);
    return await settled(worker, sandbox);
  } finally {
    await worker.stop();
    await sandbox.close();
  }
}

interface Disturbances {
  key: string;
  stream: UpdateContent[];
  mode: IntakeMode;
  kills: number;
  seed: number;
  dialect: Dialect;
}

async function disturbed(options: WorkerOptions, { key, stream, mode, kills, seed, dialect }: Disturbances) {
  const random = createRandom(seed).next;
  const sandbox = await startBotApi({ token: TOKEN, firstUpdateId: FIRST_UPDATE, webhookSecond: 20 });
  const connect = { token: TOKEN, apiRoot: sandbox.url, mode };
  let worker = new WorkerProcess({ ...options, connect }, key);
  let spoilt = 0;
  let cuts = 0;
  try {
    await worker.ready;
    await listening(sandbox);
    const portion = Math.ceil(stream.length / (kills + 1));
    for (let life = 0; life < kills; life += 1) {
      release(sandbox, stream.slice(life * portion, (life + 1) * portion), random);
      if (random() < 0.4) spoilt += spoil(sandbox, random);
      // most die at work, some while they start
      if (random() < 0.8) await worker.ready.catch(() => undefined);
      if (mode === 'polling' && random() < 0.7) await anotherPoll(sandbox);
      else await pause(random() * 900);
      if (random() < 0.3) cuts += await cutConnections(dialect, options.database);
      await pause(random() * 300);
      await worker.kill();
      worker = new WorkerProcess(options, key);
    }
    const polled = answeredPolls(sandbox);
    release(sandbox, stream.slice(kills * portion), random);
    await worker.ready;
    return { outcome: await settled(worker, sandbox), spoilt, cuts, polled };
  } finally {
    await worker.stop();
    await sandbox.close();
  }
}

/** Hands updates to Telegram's queue, some of them twice and some before the one that came earlier. */
function release(sandbox: BotApiSandbox, updates: UpdateContent[], random: () => number): void {
  const repeated: Array<{ update_id: number } & UpdateContent> = [];
  for (const update of updates) {
    const id = sandbox.push(update);
    if (random() < 0.1) repeated.push({ ...update, update_id: id });
  }
  for (const update of repeated.sort(() => random() - 0.5)) sandbox.pushRaw(update);
}

function spoil(sandbox: BotApiSandbox, random: () => number): number {
  const status = [409, 429, 500, 502, 200][Math.floor(random() * 5)];
  const times = 1 + Math.floor(random() * 3);
  // no Bot API at all, though it says that all is well
  sandbox.failNext({ status, times, ...(status === 200 ? { body: '<html>Welcome</html>' } : {}) });
  return times;
}

const answeredPolls = ({ calls }: BotApiSandbox): number =>
  calls.filter(({ method, status }) => method === 'getUpdates' && status === 200).length;

/** The worker has just been handed updates, or takes too long for that. */
async function anotherPoll(sandbox: BotApiSandbox): Promise<void> {
  const before = answeredPolls(sandbox);
  for (let i = 0; i < 300 && answeredPolls(sandbox) === before; i += 1) await pause(10);
}

/** Kinds that have to be asked for are delivered once the worker has asked for them. */
async function listening(sandbox: BotApiSandbox): Promise<void> {
  for (let i = 0; i < 300; i += 1) {
    if (
      sandbox.calls.some(({ method, status }) => method === 'getUpdates' || (method === 'setWebhook' && status === 200))
    )
      return;
    await pause(100);
  }
  throw new Error('The worker does not listen to the Bot API.');
}

/** Everything fetched, read and counted. */
async function settled(worker: WorkerProcess, sandbox: BotApiSandbox) {
  for (let i = 0; i < 900; i += 1) {
    const { inbox } = await worker.ask('inbox');
    if (!sandbox.pending().length && inbox?.pending === 0) break;
    await pause(200);
  }
  const { inbox, state } = (await worker.ask('state')) as Required<Answer>;
  return { inbox, state };
}
