import type { Database, Model } from '@nocobase/database';
import {
  createTrickle,
  daysThrough,
  startBotApi,
  type BotApiSandbox,
  type Trickle,
} from '@community-crm/telegram-sandbox';
import { randomBytes } from 'node:crypto';
import type { Settings } from '../configuration';
import { sealToken, tokenHint, type SecretBox } from '../intake/telegram';
import type { RunLedger } from '../runs';

export interface LiveDemoOptions {
  db: Database;
  settings: Settings;
  secrets: SecretBox;
  ledger: RunLedger;
  wakeRuns: () => void;
  /** Makes the pollers follow the connections. */
  sync: () => Promise<void>;
  /** Whether the person who started NocoBase wants it; see {@link isLiveDemoWanted}. */
  wanted: boolean;
  /** For the connection's name. */
  chinese: boolean;
  now: () => number;
  log: { info(message: string): void; error(message: string): void };
}

/** What the demonstration was made of; kept by `community demo`. */
interface Demonstration {
  members: string;
  groups: string;
  seed: string;
  start: string;
}

/** Where the settings keep which connection is ours. */
const KEY = 'demonstrationConnection';
const LABELS_EVERY = 5 * 60_000;
const NAMES = { en: 'Demonstration (made-up updates)', zh: '演示（虚构的更新）' };

/** Only `npm start` asks for it: an operator's NocoBase never gets made-up updates by itself. */
export const isLiveDemoWanted = (environment: NodeJS.ProcessEnv): boolean => environment.COMMUNITY_DEMO_LIVE === 'on';

/**
 * The demonstration goes on: a Bot API server on the loopback interface brings what the made-up community does now, and a
 * connection of its own receives it like any other bot's. Only where the demonstration was filled in.
 */
export class LiveDemo {
  private api: BotApiSandbox | null = null;
  private timers: NodeJS.Timeout[] = [];
  private happened = 0;

  constructor(private readonly options: LiveDemoOptions) {}

  async start(): Promise<void> {
    const { settings, wanted, log } = this.options;
    try {
      const made = (await settings.recall('demonstration')) as Demonstration | undefined;
      if (wanted && made) await this.begin(made);
      else await this.pause();
    } catch (error) {
      // nobody's data depends on it
      log.error(`Live demonstration: ${String(error)}`);
    }
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
    if (!this.api) return;
    const { api } = this;
    this.api = null;
    await this.pause();
    await this.options.sync();
    await api.close();
  }

  private async begin({ start, ...made }: Demonstration): Promise<void> {
    const { settings, now, log } = this.options;
    const { timeZone } = await settings.read();
    const trickle = createTrickle({
      start,
      timeZone,
      members: Number(made.members),
      groups: Number(made.groups),
      seed: made.seed,
      days: Math.max(1, daysThrough(start, timeZone, now())),
    });
    const token = `7000000001:${randomBytes(24).toString('hex')}`;
    const api = await startBotApi({ token, bot: { first_name: 'Demonstration', username: 'demonstration_bot' } });
    if (!(await this.connect(token, api.url))) {
      await api.close();
      return;
    }
    this.api = api;
    for (const chat of trickle.chats(now())) api.setChat(chat);
    this.next(trickle);
    this.timers.push(setInterval(() => this.label(), LABELS_EVERY));
    log.info(`The live demonstration is on, at ${api.url}. COMMUNITY_DEMO_LIVE=off switches it off.`);
  }

  private next(trickle: Trickle): void {
    const { now, log } = this.options;
    const timer = setTimeout(() => {
      this.timers = this.timers.filter((other) => other !== timer);
      try {
        for (const update of trickle.at(now())) {
          this.api?.push(update);
          this.happened += 1;
        }
      } catch (error) {
        log.error(`Live demonstration: ${String(error)}`);
      }
      if (this.api) this.next(trickle);
    }, trickle.pause(now()));
    this.timers.push(timer);
  }

  /** Scores and stages follow without waiting for the hour. */
  private label(): void {
    if (!this.happened) return;
    this.happened = 0;
    this.options.ledger.enqueue('labels').then(
      () => this.options.wakeRuns(),
      (error: unknown) => this.options.log.error(`Live demonstration: ${String(error)}`),
    );
  }

  /** @returns false when somebody has deleted the connection: then it is not wanted */
  private async connect(token: string, apiRoot: string): Promise<boolean> {
    const { db, settings, secrets, chinese } = this.options;
    const values = {
      mode: 'polling',
      token: await sealToken(token, secrets),
      tokenHint: tokenHint(token),
      apiRoot,
      // another server, with numbers of its own
      nextUpdateId: null,
      lastError: null,
    };
    const connections = db.getRepository('communityConnections');
    const known = await settings.recall(KEY);
    if (known === undefined) {
      const row: Model = await connections.create({ values: { ...values, name: chinese ? NAMES.zh : NAMES.en } });
      await settings.remember(KEY, Number(row.get('id')));
      return true;
    }
    const changed = await connections.update({ filterByTk: known as number, values });
    return changed.length > 0;
  }

  /** Nothing answers at the address any more. */
  private async pause(): Promise<void> {
    const known = await this.options.settings.recall(KEY);
    if (known === undefined) return;
    await this.options.db
      .getRepository('communityConnections')
      .update({ filter: { id: known as number, mode: { $ne: 'paused' } }, values: { mode: 'paused' } });
  }
}
