import type { Database, Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import type { MappingEngine } from './engine';
import { primaryKey } from './fields';
import type { CollectionMapping, Mappings } from './mapping';

export interface SyncOptions {
  db: Database;
  mappings: Mappings;
  engine: MappingEngine;
  /** Called after activities were written. */
  onWritten: () => void;
  /** Asks for a comparison of all records: something changed many of them without saying which. */
  reconcile: (mappingId: number) => Promise<void>;
  log: { error(message: string): void };
}

interface HookOptions {
  transaction?: Transaction | null;
  individualHooks?: boolean;
}

const SOON_MS = 50;
const RETRY_MS = 5_000;
const RECONCILE_MS = 2_000;
/** Mappings may have been edited in another process of the cluster. */
const RELOAD_MS = 30_000;
const BATCH = 500;

/**
 * Follows the collections that are mapped: a record that was created, updated or deleted is looked at again after its
 * transaction, and its activity follows. What changes records without the host's events (SQL, a bulk insert without
 * hooks), and what a process that died had not yet looked at, is found by the next comparison.
 */
export class MappingSync {
  /** Keys of records that changed, by mapping. */
  private readonly changed = new Map<number, Set<string>>();
  private readonly unsure = new Set<number>();
  private byCollection = new Map<string, CollectionMapping[]>();
  private readonly following = new Map<string, () => void>();
  private timer: NodeJS.Timeout | null = null;
  private unsureTimer: NodeJS.Timeout | null = null;
  private reloadTimer: NodeJS.Timeout | null = null;
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly options: SyncOptions) {}

  async start(): Promise<void> {
    await this.reload();
    this.reloadTimer = setInterval(() => void this.reload().catch((error: unknown) => this.complain(error)), RELOAD_MS);
    this.reloadTimer.unref?.();
  }

  /** Returns when everything that changed has been looked at. */
  async stop(): Promise<void> {
    for (const timer of [this.reloadTimer, this.timer, this.unsureTimer]) if (timer) clearTimeout(timer);
    this.reloadTimer = this.timer = this.unsureTimer = null;
    await this.flush().catch((error: unknown) => this.complain(error));
    for (const [collection, forget] of this.following) {
      forget();
      this.following.delete(collection);
    }
  }

  /** Reads the mappings again; to be called when they are edited. */
  async reload(): Promise<void> {
    const enabled = (await this.options.mappings.list()).filter((mapping) => mapping.enabled);
    const byCollection = new Map<string, CollectionMapping[]>();
    for (const mapping of enabled) {
      const others = byCollection.get(mapping.collectionName) ?? [];
      byCollection.set(mapping.collectionName, [...others, mapping]);
    }
    this.byCollection = byCollection;
    for (const [collection, forget] of this.following) {
      if (byCollection.has(collection)) continue;
      forget();
      this.following.delete(collection);
    }
    for (const collection of byCollection.keys())
      if (!this.following.has(collection)) this.following.set(collection, this.follow(collection));
  }

  /** Looks at all that changed. */
  flush(): Promise<void> {
    this.work = this.work.then(() => this.flushNow());
    return this.work;
  }

  private follow(collection: string): () => void {
    const one = (model: Model, options: HookOptions) => this.changedOne(collection, [model], options);
    const many = (models: Model[], options: HookOptions) => this.changedOne(collection, models, options);
    const somehow = (options: HookOptions) => {
      // with hooks for each record these have been told of
      if (!options.individualHooks) this.after(options, () => this.changedSomehow(collection));
    };
    const listeners: Array<[string, (...args: never[]) => void]> = [
      ['afterSave', one],
      ['afterSaveWithAssociations', one],
      ['afterDestroy', one],
      ['afterRestore', one],
      ['afterBulkCreate', many],
      ['afterBulkUpdate', somehow],
      ['afterBulkDestroy', somehow],
    ];
    const { db } = this.options;
    for (const [event, listener] of listeners) db.on(`${collection}.${event}`, listener as () => void);
    return () => {
      for (const [event, listener] of listeners) db.off(`${collection}.${event}`, listener as () => void);
    };
  }

  private changedOne(collection: string, models: readonly Model[], options: HookOptions): void {
    const key = primaryKey(this.options.db.getCollection(collection));
    const keys = models.flatMap((model) => (key && model.get(key) ? [String(model.get(key))] : []));
    // rows of a bulk insert may come back without their keys
    if (keys.length < models.length) this.after(options, () => this.changedSomehow(collection));
    this.after(options, () => {
      for (const { id } of this.byCollection.get(collection) ?? []) {
        const known = this.changed.get(id) ?? new Set();
        for (const one of keys) known.add(one);
        this.changed.set(id, known);
      }
      this.soon(SOON_MS);
    });
  }

  private changedSomehow(collection: string): void {
    for (const { id } of this.byCollection.get(collection) ?? []) this.unsure.add(id);
    this.unsureTimer ??= setTimeout(() => {
      this.unsureTimer = null;
      void this.askToReconcile();
    }, RECONCILE_MS);
    this.unsureTimer.unref?.();
  }

  /** What a transaction changed can be read when it has been committed, and never happened when it is rolled back. */
  private after({ transaction }: HookOptions, act: () => void): void {
    if (transaction) transaction.afterCommit(act);
    else act();
  }

  private soon(delay: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, delay);
    this.timer.unref?.();
  }

  private async flushNow(): Promise<void> {
    let written = false;
    for (const mappings of [...this.byCollection.values()]) {
      for (const mapping of mappings) {
        const keys = [...(this.changed.get(mapping.id) ?? [])];
        this.changed.delete(mapping.id);
        for (let start = 0; start < keys.length; start += BATCH)
          written = (await this.bring(mapping, keys.slice(start, start + BATCH))) || written;
      }
    }
    if (written) this.options.onWritten();
    await this.askToReconcile();
  }

  /** @returns whether anything was written */
  private async bring(mapping: CollectionMapping, keys: string[]): Promise<boolean> {
    try {
      const { added, changed, retracted } = await this.options.engine.sync(mapping, keys);
      return added + changed + retracted > 0;
    } catch (error) {
      this.complain(error);
      const again = this.changed.get(mapping.id) ?? new Set();
      for (const key of keys) again.add(key);
      this.changed.set(mapping.id, again);
      this.soon(RETRY_MS);
      return false;
    }
  }

  private async askToReconcile(): Promise<void> {
    const ids = [...this.unsure];
    this.unsure.clear();
    for (const id of ids) await this.options.reconcile(id).catch((error: unknown) => this.complain(error));
  }

  private complain(error: unknown): void {
    this.options.log.error(`community mapping: ${error instanceof Error ? error.message : String(error)}`);
  }
}
