import type { Transaction } from 'sequelize';
import type { WriteGate } from '../../store';
import type { PackedActivities, PackedSink } from '../sink';
import { faultOf } from './faults';
import { InboxReader, type InboxReaderOptions, type Portion, type ReadRow, type ReadUpdate } from './inboxReader';
import { MalformedUpdateError, type GroupStatus, type Migration, type Reachability } from './normalize';
import type { Lease } from './poller';

/** What updates change besides activities. Both run in the transaction that writes those. */
export interface InboxEffects {
  /** Groups that got a new id; called before activities of the same batch are written. */
  migrated?(migrations: Migration[]): Promise<void>;
  groupStatus?(statuses: GroupStatus[], transaction: Transaction): Promise<void>;
  reachability?(seen: Reachability[], transaction: Transaction): Promise<void>;
}

export interface InboxWorkerOptions extends InboxReaderOptions {
  gate: WriteGate;
  sink: PackedSink;
  effects?: InboxEffects;
  log: { error(message: string): void };
  /** Whether this process may read what a bot received; without it, always. */
  leaseFor?(connectionId: number): Lease;
  /** Asked before each batch; may hold it back for a moment. */
  precedence?: { pass(): Promise<void> };
  /** Called after a batch that wrote activities. */
  onWritten?(): void;
}

/** Kinds of updates that nobody can read yet and the like, by name. */
export type WorkCounts = Record<string, number>;

/** Updates read by one transaction; where nobody else can write meanwhile, and elsewhere. */
const BATCH_ALONE = 4000;
const BATCH = 16_000;
/** From so many updates on, the next ones are read while they are written, and they are marked as read while those are. */
const MANY = 2000;
/** While updates keep coming, others are told of them this often, milliseconds. */
const TELL_EVERY = 2_000;
/** While a backlog is read, this often: the same members have written all of it, and each count of their days begins anew. */
const TELL_IN_BACKLOG = 30_000;
const MAX_ATTEMPTS = 3;
/** Before the second and third try. */
const RETRY_DELAYS = [2_000, 20_000];
const KEEP_DAYS = 7;
const DAY = 86_400_000;

/**
 * Reads stored updates into activities. An update that cannot be processed is set aside; the others go on. While the
 * database is at fault nothing is set aside and no try is counted: the work ends, and begins anew with the next call.
 */
export class InboxWorker {
  private running: Promise<WorkCounts> | null = null;
  /** What was written and is being marked as read. */
  private settling: Promise<void> = Promise.resolve();
  private again = false;
  /** Activities that nobody has been told of. */
  private wrote = false;

  /** Updates of a portion. */
  private readonly size: number;

  private readonly reader: InboxReader;

  constructor(private readonly options: InboxWorkerOptions) {
    this.size = options.gate.writers > 1 ? BATCH : BATCH_ALONE;
    this.reader = new InboxReader(options, this.size);
  }

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
    while (
      (await gate.run((transaction) => inbox.forgetTexts(now - KEEP_DAYS * DAY, this.size, transaction))) === this.size
    );
    let removed = 0;
    for (;;) {
      const some = await gate.run((transaction) => inbox.remove(now - KEEP_DAYS * DAY, this.size, transaction));
      removed += some;
      if (some < this.size) return removed;
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
      for (let portion: Portion | null = await this.reader.next(connectionId, 0); portion;) {
        if (lease?.held() === false) return;
        await precedence?.pass();
        // while the database writes, the next ones are read
        const many = portion.read.length >= MANY;
        const following = many ? this.reader.next(connectionId, portion.last) : null;
        following?.catch(() => undefined);
        for (const [name, by] of Object.entries(await this.batch(portion))) add(name, by);
        if (this.options.now() - toldAt >= (many ? TELL_IN_BACKLOG : TELL_EVERY)) {
          toldAt = this.options.now();
          this.tell();
        }
        portion = await (following ?? this.reader.next(connectionId, portion.last));
      }
      await this.settling;
    } finally {
      // not left under way; where it failed, what was to be said has been said
      await this.settling.catch(() => undefined);
      this.settling = Promise.resolve();
      this.tell();
    }
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
  private async writeAll(read: ReadUpdate[], packed: Portion['packed']): Promise<ReadUpdate[]> {
    if (!read.length) return [];
    try {
      await this.write(read, await packed);
      return read;
    } catch (error) {
      if (faultOf(error) === 'database') throw error;
    }
    const written: ReadUpdate[] = [];
    const unclear: Array<{ row: ReadRow; error: unknown }> = [];
    for (const one of read) {
      try {
        await this.write([one], await this.reader.pack([one]));
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

  private async write(read: ReadUpdate[], packed: PackedActivities | null): Promise<void> {
    const { inbox, gate, sink, effects, now } = this.options;
    const migrations = read.flatMap(({ update }) => update.migrations);
    if (migrations.length) await effects?.migrated?.(migrations);
    const statuses = read.flatMap(({ update }) => update.groupStatus ?? []);
    const reachability = read.flatMap(({ update }) => update.reachability ?? []);
    const settle = (transaction: Transaction): Promise<void> => {
      const settled = read.map(({ row, update, kept }) => ({
        id: row.id,
        raw: kept,
        state: update.skipped ? ('skipped' as const) : ('done' as const),
      }));
      return inbox.settle(settled, now(), transaction);
    };
    // of many, while the next ones are written: after a crash in between they are read once more, which changes nothing
    const apart = gate.writers > 1 && read.length >= MANY;
    const within = async (transaction: Transaction): Promise<void> => {
      if (reachability.length) await effects?.reachability?.(reachability, transaction);
      if (statuses.length) await effects?.groupStatus?.(statuses, transaction);
      if (!apart) await settle(transaction);
    };
    if (!packed) await sink.write([], within);
    else await sink.writePacked(packed, within);
    if (packed) this.wrote = true;
    if (!apart) return;
    await this.settling;
    this.settling = gate.runRedoable(settle);
    this.settling.catch(() => undefined);
  }

  private async setAside(row: ReadRow, error: unknown): Promise<void> {
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
