import { CommunityZone } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import { upsert, type Store, type WriteGate } from '../store';

/** What the settings page shows and `communitySettings:save` takes. */
export interface CommunitySettings {
  /** IANA zone or fixed offset in which a community day begins and ends. */
  timeZone: string;
  /** Cron expression of the regular run. */
  schedule: string;
  scheduleEnabled: boolean;
  /** Address under which Telegram reaches this host; null = as the host's environment says, if it does. */
  publicUrl: string | null;
  /** Whether what people write in groups is stored. */
  storeTexts: boolean;
  /** Days after which a stored text is erased. */
  textRetentionDays: number;
  /** Questions about members and groups that a bot may ask Telegram in a minute, to keep the roster right; 0 = none. */
  checksPerMinute: number;
}

/** Days that {@link CommunitySettings.textRetentionDays} may be. */
export const TEXT_RETENTION = { least: 1, most: 3650 } as const;

/** What {@link CommunitySettings.checksPerMinute} may be. Telegram allows far more, but messages need room as well. */
export const CHECKS_PER_MINUTE = { least: 0, most: 600 } as const;

export const DEFAULT_SETTINGS: CommunitySettings = {
  timeZone: 'UTC',
  schedule: '0 * * * *',
  scheduleEnabled: true,
  publicUrl: null,
  storeTexts: false,
  textRetentionDays: 30,
  checksPerMinute: 20,
};

const DAY = 86_400_000;

/** Secret that fingerprints of texts are made with; made at install, never shown. */
const SALT_KEY = 'fingerprintSalt';

/** The plugin's settings in the database, one row a key. */
export class Settings {
  private knownZone: CommunityZone | null = null;

  constructor(
    private readonly store: Store,
    private readonly gate: WriteGate,
  ) {}

  async read(): Promise<CommunitySettings> {
    const rows = await this.rows();
    const value = <K extends keyof CommunitySettings>(key: K): CommunitySettings[K] =>
      (rows.get(key) as CommunitySettings[K] | undefined) ?? DEFAULT_SETTINGS[key];
    return {
      timeZone: value('timeZone'),
      schedule: value('schedule'),
      scheduleEnabled: value('scheduleEnabled'),
      publicUrl: value('publicUrl'),
      storeTexts: value('storeTexts'),
      textRetentionDays: value('textRetentionDays'),
      checksPerMinute: value('checksPerMinute'),
    };
  }

  /** The community's calendar; looked up once, since it only changes with a rebuild of all facts. */
  async zone(): Promise<CommunityZone> {
    this.knownZone ??= new CommunityZone((await this.read()).timeZone);
    return this.knownZone;
  }

  /** Since when texts are stored (milliseconds); null = they are not. */
  async textsSince(now: number): Promise<number | null> {
    const { storeTexts, textRetentionDays } = await this.read();
    return storeTexts ? now - textRetentionDays * DAY : null;
  }

  async salt(): Promise<string> {
    const salt = (await this.rows()).get(SALT_KEY);
    if (typeof salt !== 'string')
      throw new Error('The plugin is not installed completely: the fingerprint salt is missing.');
    return salt;
  }

  /** Writes the given keys and leaves the others. */
  async write(values: Partial<CommunitySettings>, transaction?: Transaction): Promise<void> {
    for (const [key, value] of Object.entries(values)) await this.put(key, value, true, transaction);
    this.knownZone = null;
  }

  /** A value that other parts of the plugin keep between runs; undefined when never stored. */
  async recall(key: string): Promise<unknown> {
    return (await this.rows()).get(key);
  }

  async remember(key: string, value: unknown): Promise<void> {
    await this.put(key, value, true);
  }

  /** What a new installation starts with; existing values stay. */
  async install(timeZone: string, salt: string): Promise<void> {
    await this.put('timeZone', timeZone, false);
    await this.put(SALT_KEY, salt, false);
    this.knownZone = null;
  }

  private async rows(): Promise<Map<string, unknown>> {
    const rows = await this.store.db.getRepository('communitySettings').find({ raw: true });
    return new Map((rows as Array<{ key: string; value: unknown }>).map(({ key, value }) => [key, parsed(value)]));
  }

  private async put(key: string, value: unknown, replace: boolean, transaction?: Transaction): Promise<void> {
    const { store, gate } = this;
    const statement = upsert(store.dialect, {
      table: '{communitySettings}',
      columns: ['key', 'value'],
      select: `SELECT ${store.text('$key')} AS "key", ${store.jsonColumn(store.text('$value'))} AS "value"`,
      key: ['key'],
      update: replace ? ['value'] : [],
    });
    // in its turn: on SQLite a transaction of the host that has read something would fail otherwise
    await gate.runWithin(transaction, (within) =>
      store.execute(statement, { bind: { key, value: JSON.stringify(value) }, transaction: within }),
    );
  }
}

/** Raw rows carry JSON as text on SQLite and MariaDB. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
