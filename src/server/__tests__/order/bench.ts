import type { ActivityRecord } from '@community-crm/community-model';
import type { TestApp } from '@community-crm/host/testing';
import type { UpdateContent } from '@community-crm/telegram-sandbox';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServices } from '../startServices';
import { ActivityWriter, joinGroups } from '../../activities';
import { inboxEffects } from '../../inboxEffects';
import { readStaged, stageTelegramExport } from '../../intake/files';
import { Inbox, InboxWorker } from '../../intake/telegram';
import { fingerprinter } from '../../intake/text';
import type { Services } from '../../services';
import { forgetAll, stateOf } from './state';

export interface Numbered {
  connection: number;
  update: UpdateContent & { update_id: number };
}

/** The numbers that Telegram would have given. */
export const numbered = (list: readonly UpdateContent[], connection = 1, first = 1000): Numbered[] =>
  list.map((update, i) => ({ connection, update: { ...update, update_id: first + i } }));

/** Updates are read, records of an import are written, a call has failed because a group moved, facts are counted. */
export type Step =
  { live: Numbered[] } | { import: ActivityRecord[] } | { moved: { from: string; to: string } } | { count: true };

/** Cuts a list into pieces of the given sizes, again and again. */
export function pieces<T>(list: readonly T[], sizes: readonly number[]): T[][] {
  const result: T[][] = [];
  for (let i = 0, n = 0; i < list.length; n += 1) {
    const size = sizes[n % sizes.length];
    result.push(list.slice(i, i + size));
    i += size;
  }
  return result;
}

const SALT = 'salt';

/** A running application into which steps are fed, at a time that stands still. */
export interface Bench {
  app: TestApp;
  services: Services;
  worker: InboxWorker;
  logged: string[];
  /** What an export of those chats holds, in the order of the file. */
  imported(chats: object[]): Promise<ActivityRecord[]>;
  perform(steps: readonly Step[]): Promise<void>;
  /** Begins with nothing and answers all rows that the steps lead to. */
  outcome(steps: readonly Step[]): Promise<Record<string, string[]>>;
  close(): Promise<void>;
}

export async function createBench(now: number): Promise<Bench> {
  const { app, services } = await startServices();
  const { store, gate, settings, facts } = services;
  await services.live.intake.stop();
  await services.worker.stop();
  // some things happen around midnight
  await settings.write({ timeZone: 'UTC' });
  const logged: string[] = [];
  const writer = new ActivityWriter({ store, gate, zone: () => settings.zone(), now: () => now });
  const inbox = new Inbox(store);
  const worker = new InboxWorker({
    inbox,
    gate,
    sink: writer,
    fingerprint: () => Promise.resolve(fingerprinter(SALT)),
    effects: inboxEffects(store, gate, () => now),
    now: () => now,
    log: { error: (message) => logged.push(message) },
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'order-'));

  const take = async (step: Step): Promise<void> => {
    if ('live' in step) {
      for (const { connection, update } of step.live)
        await gate.run((transaction) => inbox.add(connection, [structuredClone(update)], now, transaction));
      await worker.drain();
    } else if ('import' in step) await writer.write(structuredClone(step.import));
    else if ('moved' in step) await joinGroups({ store, gate, platform: 'telegram', now: () => now }, step.moved);
    else await facts.drain();
  };
  const perform = async (steps: readonly Step[]): Promise<void> => {
    for (const step of steps) await take(step);
    await facts.drain();
  };
  return {
    app,
    services,
    worker,
    logged,
    perform,
    async imported(chats) {
      const file = path.join(folder, 'result.json');
      const stageFile = path.join(folder, 'stage');
      await rm(stageFile, { force: true });
      await writeFile(file, JSON.stringify({ chats: { list: chats } }));
      await stageTelegramExport({ file, stageFile, fallbackTimeZone: 'UTC', timeZone: 'UTC', salt: SALT, now });
      const records: ActivityRecord[] = [];
      for await (const batch of readStaged(stageFile, { batchSize: () => 1000 })) records.push(...batch);
      return records;
    },
    async outcome(steps) {
      await forgetAll(store);
      await perform(steps);
      expect(await inbox.count('failed')).toBe(0);
      expect(await inbox.count('pending')).toBe(0);
      return stateOf(store);
    },
    async close() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
