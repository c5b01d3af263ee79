import type { ActivityRecord } from '@community-crm/community-model';
import type { Transaction } from 'sequelize';
import type { WriteGate } from '../../store';
import type { PackedActivities, PackedSink } from '../sink';
import type { Fingerprint } from '../text';
import { faultOf } from './faults';
import type { Inbox, InboxRow } from './inbox';
import {
  MalformedUpdateError,
  normalizeUpdate,
  type GroupStatus,
  type Migration,
  type NormalizedUpdate,
  type Reachability,
} from './normalize';
import type { Lease } from './poller';
import { joinTexts, mayHoldTexts, splitTexts } from './updateTexts';

/** What updates change besides activities. Both run in the transaction that marks the updates as read. */
export interface InboxEffects {
  /** Groups that got a new id; called before activities of the same batch are written. */
  migrated?(migrations: Migration[]): Promise<void>;
  groupStatus?(statuses: GroupStatus[], transaction: Transaction): Promise<void>;
  reachability?(seen: Reachability[], transaction: Transaction): Promise<void>;
}

export interface InboxWorkerOptions {
  inbox: Inbox;
  gate: WriteGate;
  sink: PackedSink;
  fingerprint: () => Promise<Fingerprint>;
  /** Since when texts are stored, in milliseconds; null or nothing = they are not. Asked before each batch. */
  textsSince?: () => Promise<number | null>;
  effects?: InboxEffects;
  now: () => number;
  log: { error(message: string): void };
  /** Id of the bot behind a connection; null or nothing = not known. */
  botOf?(connectionId: number): Promise<string | null>;
  /** Whether this process may read what a bot received; without it, always. */
  leaseFor?(connectionId: number): Lease;
  /** Asked before each batch; may hold it back for a moment. */
  precedence?: { pass(): Promise<void> };
  /** Called after a batch that wrote activities. */
  onWritten?(): void;
}

/** Kinds of updates that nobody can read yet and the like, by name. */
export type WorkCounts = Record<string, number>;

interface Read {
  row: Known;
  update: NormalizedUpdate;
  /** What stays of it in the inbox, where that is not what is stored. */
  kept: string | null;
}

/** A row without its content: thousands of those would have to be kept until the last of them is written. */
type Known = Omit<InboxRow, 'raw' | 'texts'>;

/** Stored updates that are worked off together. */
interface Portion {
  read: Read[];
  /** What `read` tells, null = nothing; fails where one of them cannot be packed. */
  packed: Promise<PackedActivities | null>;
  unreadable: Array<{ row: Known; error: unknown }>;
  /** Id of the last row. */
  last: number;
  /** Whether there may be more. */
  full: boolean;
}

/** Updates read by one transaction. */
const BATCH = 4000;
/** Updates read at a stretch: in between, answers of the database are taken and requests of others. */
const STRETCH = 50;
/**
 * While a backlog is read, others are told of it this often, milliseconds: the same members go on writing, and each count of
 * their days begins anew.
 */
const TELL_EVERY = 10_000;
const MAX_ATTEMPTS = 3;
/** Before the second and third try. */
const RETRY_DELAYS = [2_000, 20_000];
const KEEP_DAYS = 7;
const DAY = 86_400_000;

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Reads stored updates into activities. An update that cannot be processed is set aside; the others go on. While the
 * database is at fault nothing is set aside and no try is counted: the work ends, and begins anew with the next call.
 */
export class InboxWorker {
  private running: Promise<WorkCounts> | null = null;
  private again = false;
  /** Activities that nobody has been told of. */
  private wrote = false;

  constructor(private readonly options: InboxWorkerOptions) {}

  /**
   * Processes everything that is due. Calls while it runs make it look once more.
   *
   * @throws when the database fails; what was written stays, the rest waits
   */
  drain(): Promise<WorkCounts> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.work().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Removes rows that were read more than a week ago, and the texts of rows that failed as long ago. @returns how many */
  async prune(now: number): Promise<number> {
    const { inbox, gate } = this.options;
    while ((await gate.run((transaction) => inbox.forgetTexts(now - KEEP_DAYS * DAY, BATCH, transaction))) === BATCH);
    let removed = 0;
    for (;;) {
      const some = await gate.run((transaction) => inbox.remove(now - KEEP_DAYS * DAY, BATCH, transaction));
      removed += some;
      if (some < BATCH) return removed;
    }
  }

  private async work(): Promise<WorkCounts> {
    const counts: WorkCounts = {};
    const add = (name: string, by: number): void => {
      if (by) counts[name] = (counts[name] ?? 0) + by;
    };
    let failure: unknown = null;
    do {
      this.again = false;
      for (const connectionId of await this.options.inbox.waiting(this.options.now())) {
        // what fails for one bot may be about its updates alone: the others get their turn
        await this.workFor(connectionId, add).catch((error: unknown) => (failure = error));
      }
    } while (this.again && failure === null);
    if (failure !== null) throw failure as Error;
    return counts;
  }

  private async workFor(connectionId: number, add: (name: string, by: number) => void): Promise<void> {
    const { leaseFor, precedence } = this.options;
    const lease = leaseFor?.(connectionId);
    if (lease && !(await (lease.ready?.() ?? lease.held()))) return;
    let toldAt = this.options.now();
    try {
      for (let portion: Portion | null = await this.read(connectionId, 0); portion;) {
        if (lease?.held() === false) return;
        await precedence?.pass();
        // while the database writes, the next ones are read
        const following = portion.full ? this.read(connectionId, portion.last) : null;
        following?.catch(() => undefined);
        for (const [name, by] of Object.entries(await this.batch(portion))) add(name, by);
        if (this.options.now() - toldAt >= TELL_EVERY) {
          toldAt = this.options.now();
          this.tell();
        }
        portion = await (following ?? this.read(connectionId, portion.last));
      }
    } finally {
      this.tell();
    }
  }

  /** The next updates of a connection that are due, as far as they can be read. */
  private async read(connectionId: number, after: number): Promise<Portion | null> {
    const { inbox, now } = this.options;
    const rows = await inbox.due(BATCH, now(), connectionId, after);
    if (!rows.length) return null;
    const fingerprint = await this.options.fingerprint();
    const textsSince = (await this.options.textsSince?.()) ?? null;
    const bot = (await this.options.botOf?.(connectionId)) ?? `connection ${connectionId}`;
    const last = rows[rows.length - 1].id;
    const portion: Omit<Portion, 'packed'> = { read: [], unreadable: [], last, full: rows.length === BATCH };
    for (const [i, { raw, texts, ...row }] of rows.entries()) {
      if (i % STRETCH === 0) await breath();
      try {
        const context = { receivedAt: row.receivedAt, bot, fingerprint, textsSince };
        const whole = joinTexts({ raw, texts });
        const kept = mayHoldTexts({ raw, texts }) ? splitTexts(whole).raw : null;
        portion.read.push({ row, update: normalizeUpdate(whole, context), kept });
      } catch (error) {
        portion.unreadable.push({ row, error });
      }
    }
    await breath();
    const packed = this.pack(portion.read);
    packed.catch(() => undefined);
    return { ...portion, packed };
  }

  private async pack(read: readonly Read[]): Promise<PackedActivities | null> {
    const records: ActivityRecord[] = read.flatMap(({ update }) => update.records);
    return records.length ? this.options.sink.pack(records) : null;
  }

  private async batch({ read, packed, unreadable }: Portion): Promise<WorkCounts> {
    const counts: WorkCounts = {};
    for (const { row, error } of unreadable) await this.setAside(row, error);
    const written = await this.writeAll(read, packed);
    for (const { update } of written) {
      const name = update.skipped ? `skipped.${update.skipped}` : 'done';
      counts[name] = (counts[name] ?? 0) + 1;
    }
    const failed = unreadable.length + read.length - written.length;
    if (failed) counts.failed = failed;
    return counts;
  }

  private tell(): void {
    if (!this.wrote) return;
    this.wrote = false;
    this.options.onWritten?.();
  }

  /**
   * Writes all at once; when that fails, one by one to find out which it is. An error that may be the database's is held
   * against an update only when others of the batch could be written.
   *
   * @returns those written
   */
  private async writeAll(read: Read[], packed: Portion['packed']): Promise<Read[]> {
    if (!read.length) return [];
    try {
      await this.write(read, await packed);
      return read;
    } catch (error) {
      if (faultOf(error) === 'database') throw error;
    }
    const written: Read[] = [];
    const unclear: Array<{ row: Known; error: unknown }> = [];
    for (const one of read) {
      try {
        await this.write([one], await this.pack([one]));
        written.push(one);
      } catch (error) {
        const fault = faultOf(error);
        if (fault === 'database') throw error;
        if (fault === 'unclear') unclear.push({ row: one.row, error });
        else await this.setAside(one.row, error);
      }
    }
    if (unclear.length && !written.length) throw unclear[0].error as Error;
    for (const { row, error } of unclear) await this.setAside(row, error);
    return written;
  }

  private async write(read: Read[], packed: PackedActivities | null): Promise<void> {
    const { inbox, sink, effects, now } = this.options;
    const migrations = read.flatMap(({ update }) => update.migrations);
    if (migrations.length) await effects?.migrated?.(migrations);
    const statuses = read.flatMap(({ update }) => update.groupStatus ?? []);
    const reachability = read.flatMap(({ update }) => update.reachability ?? []);
    const within = async (transaction: Transaction): Promise<void> => {
      if (reachability.length) await effects?.reachability?.(reachability, transaction);
      if (statuses.length) await effects?.groupStatus?.(statuses, transaction);
      const settled = read.map(({ row, update, kept }) => ({
        id: row.id,
        raw: kept,
        state: update.skipped ? ('skipped' as const) : ('done' as const),
      }));
      await inbox.settle(settled, now(), transaction);
    };
    if (!packed) await sink.write([], within);
    else await sink.writePacked(packed, within);
    if (packed) this.wrote = true;
  }

  private async setAside(row: Known, error: unknown): Promise<void> {
    const { inbox, gate, now, log } = this.options;
    const attempts = row.attempts + 1;
    const hopeless = error instanceof MalformedUpdateError || attempts >= MAX_ATTEMPTS;
    const message = error instanceof Error ? error.message : String(error);
    const next = hopeless
      ? { state: 'failed' as const, retryAt: 0 }
      : { state: 'pending' as const, retryAt: now() + RETRY_DELAYS[Math.min(attempts, RETRY_DELAYS.length) - 1] };
    await gate.run((transaction) => inbox.fail(row, message, next, transaction));
    if (hopeless)
      log.error(`Update ${row.updateId} of connection ${row.connectionId} was set aside: ${message.slice(0, 300)}`);
  }
}
