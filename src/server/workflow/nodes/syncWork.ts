import type { SyncedConnection, SyncResult } from '../../../common/workflow';
import type { Connections } from '../../intake/telegram';
import type { ConnectionSync } from '../../intake/telegram';
import { pause } from '../../intake/telegram';
import type { Run, RunLedger } from '../../runs';
import type { Store } from '../../store';
import type { GapReader, RosterReconciler } from './hooks';
import type { Upload } from './importFile';
import { activitiesSince, updatesSince } from './syncCounts';
import type { SyncConfig } from './syncConfig';
import { SyncError } from './syncError';

/** What is kept of a sync that is under way, so that another process can go on with it. */
export interface SyncState {
  config: SyncConfig;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Newest activity when it began. */
  since: number;
  /** Runs that were queued for it. */
  importRun?: number;
  labelsRun?: number;
}

export interface SyncWorkOptions {
  store: Store;
  connections: Connections;
  sync: ConnectionSync;
  ledger: RunLedger;
  wakeRuns(): void;
  takeFiles(value: unknown): Promise<Upload[]>;
  roster?: RosterReconciler;
  gaps?: GapReader;
  now: () => number;
}

const LOOK_EVERY = 500;

/** One sync, from the bots to the labels. Every step may be repeated. */
export class SyncWork {
  /** In words that end the sentence "It was …". */
  step = 'about to begin';

  constructor(private readonly options: SyncWorkOptions) {}

  /**
   * @param save keeps the state
   * @throws SyncError, or the error of what `signal` cut off
   */
  async run(state: SyncState, save: (state: SyncState) => Promise<void>, signal: AbortSignal): Promise<SyncResult> {
    const { config } = state;
    const connections = await this.syncBots(config.connections, signal);
    const imported = config.importFile === null ? null : await this.import(state, save, signal);
    const ids = connections.filter((one) => one.state === 'done').map(({ id }) => id);
    this.step = 'comparing members with Telegram';
    const roster = config.roster && this.options.roster ? await this.options.roster.reconcile(ids, signal) : null;
    const labels = config.labels ? await this.labels(state, save, signal) : null;
    return this.result(state, connections, { roster, import: imported, labels });
  }

  private async syncBots(chosen: number[], signal: AbortSignal): Promise<SyncedConnection[]> {
    const known = await this.options.connections.list();
    const wanted = chosen.length ? chosen : known.map(({ id }) => id);
    this.step = 'fetching from Telegram and reading what was received';
    const synced = await Promise.all(
      wanted.map(async (id): Promise<SyncedConnection> => {
        const name = known.find((connection) => connection.id === id)?.name ?? `#${id}`;
        try {
          const outcome = await this.options.sync.syncNow(id, signal);
          if (outcome === 'missing') return { id, name, state: 'failed', error: 'There is no such bot any more.' };
          return { id, name, state: outcome, error: null };
        } catch (error) {
          if (signal.aborted) throw error;
          return { id, name, state: 'failed', error: error instanceof Error ? error.message : String(error) };
        }
      }),
    );
    if (synced.length && synced.every(({ state }) => state === 'failed'))
      throw new SyncError('SYNC_ALL_FAILED', { reason: problemsOf(synced).join(' ') });
    return synced;
  }

  private async import(state: SyncState, save: (state: SyncState) => Promise<void>, signal: AbortSignal) {
    const { ledger } = this.options;
    this.step = 'importing the file';
    if (!state.importRun) {
      const files = await this.options.takeFiles(state.config.importFile);
      const { timeZone } = state.config;
      state.importRun = await ledger.enqueue('import', { files, timeZone, removeFiles: true });
      await save(state);
    }
    const run = await this.finished(state.importRun, signal);
    if (run?.state !== 'succeeded') throw new SyncError('IMPORT_FAILED', { reason: reasonOf(run) });
    return { run: run.id, ...run.counts };
  }

  private async labels(state: SyncState, save: (state: SyncState) => Promise<void>, signal: AbortSignal) {
    this.step = 'scoring and classifying';
    if (!state.labelsRun) {
      state.labelsRun = await this.options.ledger.enqueue('labels');
      await save(state);
    }
    const run = await this.finished(state.labelsRun, signal);
    if (run?.state !== 'succeeded') throw new SyncError('LABELS_FAILED', { reason: reasonOf(run) });
    return { run: run.id, ...run.counts };
  }

  private async finished(id: number, signal: AbortSignal): Promise<Run | null> {
    for (;;) {
      if (signal.aborted) throw new SyncError('SYNC_CANCELLED');
      this.options.wakeRuns();
      const run = await this.options.ledger.find(id);
      if (run?.state !== 'queued' && run?.state !== 'running') return run;
      await pause(LOOK_EVERY, signal);
    }
  }

  private async result(
    { startedAt, since }: SyncState,
    connections: SyncedConnection[],
    rest: Pick<SyncResult, 'roster' | 'import' | 'labels'>,
  ): Promise<SyncResult> {
    const { store, gaps, now } = this.options;
    const ids = connections.map(({ id }) => id);
    const byKind = await activitiesSince(store, since);
    return {
      startedAt: new Date(startedAt).toISOString(),
      finishedAt: new Date(now()).toISOString(),
      connections,
      byKind,
      activities: Object.values(byKind).reduce((sum, n) => sum + n, 0),
      updates: await updatesSince(store, ids, startedAt),
      gaps: (await gaps?.gaps(ids)) ?? [],
      ...rest,
      problems: problemsOf(connections),
    };
  }
}

const problemsOf = (connections: SyncedConnection[]): string[] =>
  connections.flatMap(({ name, error }) => (error ? [`${name}: ${error}`] : []));

const reasonOf = (run: Run | null): string => run?.error?.message ?? (run ? `It was ${run.state}.` : 'It is gone.');
