import type { Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import type { Store, WriteGate } from '../store';
import type { Counts, Run, RunError, RunKind, RunNote, RunState } from './run';

/** Values of a run's row that change while it goes on. */
export interface RunPatch {
  state?: RunState;
  progress?: number;
  step?: string | null;
  counts?: Counts;
  notes?: RunNote[];
  result?: unknown;
  error?: RunError | null;
  watermark?: number | null;
  dueAt?: number | null;
  cancelRequested?: boolean;
  startedAt?: number;
  finishedAt?: number;
  claimedBy?: string | null;
  heartbeatAt?: number;
  params?: Record<string, unknown>;
}

/** How often a run may be cut off before it is given up: it may be what brings the server down. */
const MOST_INTERRUPTIONS = 3;

const INSTANTS = ['watermark', 'dueAt', 'startedAt', 'finishedAt', 'heartbeatAt'] as const;

/** The rows of `communityRuns`. */
export class RunLedger {
  constructor(
    private readonly store: Store,
    private readonly gate: WriteGate,
  ) {}

  /** Adds a run to the queue. A second `labels` run is not queued while one is waiting already. */
  async enqueue(kind: RunKind, params: Record<string, unknown> = {}): Promise<number> {
    return this.gate.run(async (transaction) => {
      if (kind === 'labels') {
        const waiting = await this.repository().findOne({ filter: { kind, state: 'queued' }, transaction });
        if (waiting) return Number(waiting.get('id'));
      }
      const row = await this.repository().create({
        values: { kind, params, state: 'queued', progress: 0, counts: {}, notes: [] },
        transaction,
        hooks: true,
      });
      return Number(row.get('id'));
    });
  }

  /** A run of a kind that is queued with the same parameters and has not begun. @returns its id, or null */
  async waiting(kind: RunKind, params: Record<string, unknown>): Promise<number | null> {
    const rows: Model[] = await this.repository().find({ filter: { kind, state: 'queued' }, sort: ['id'] });
    const same = rows.find((row) => JSON.stringify(toRun(row).params) === JSON.stringify(params));
    return same ? Number(same.get('id')) : null;
  }

  async find(id: number): Promise<Run | null> {
    const row = await this.repository().findOne({ filterByTk: id });
    return row ? toRun(row) : null;
  }

  async oldestQueued(kinds: readonly RunKind[]): Promise<Run | null> {
    const row = await this.repository().findOne({ filter: { state: 'queued', kind: [...kinds] }, sort: ['id'] });
    return row ? toRun(row) : null;
  }

  /** Puts a run that was cut off back into the queue; after a few times it is given up. Every run may be repeated. */
  async requeue(id: number, at: number): Promise<void> {
    const run = await this.find(id);
    if (!run) return;
    const interruptions = Number(run.params.interruptions ?? 0) + 1;
    if (interruptions < MOST_INTERRUPTIONS) {
      await this.patch(id, { state: 'queued', progress: 0, step: null, params: { ...run.params, interruptions } });
      return;
    }
    await this.patch(id, {
      state: 'failed',
      finishedAt: at,
      error: { code: 'INTERRUPTED', message: 'The server stopped during this run several times. Start it again.' },
    });
  }

  /** Runs that were going on when their process died. */
  async requeueRunning(kinds: readonly RunKind[], at: number): Promise<void> {
    const rows: Model[] = await this.repository().find({ filter: { state: 'running', kind: [...kinds] } });
    for (const row of rows) await this.requeue(Number(row.get('id')), at);
  }

  async patch(id: number, values: RunPatch): Promise<void> {
    await this.gate.run((transaction) => this.update(id, values, transaction));
  }

  /** How far a run is. Nothing depends on it, and a crash may lose the last of it: nobody waits for the disk. */
  async progress(id: number, values: Pick<RunPatch, 'progress' | 'step' | 'heartbeatAt' | 'counts'>): Promise<void> {
    await this.gate.runRedoable((transaction) => this.update(id, values, transaction));
  }

  private async update(id: number, values: RunPatch, transaction: Transaction): Promise<void> {
    const row: Record<string, unknown> = { ...values };
    for (const key of INSTANTS) {
      const instant = values[key];
      if (typeof instant === 'number') row[key] = new Date(instant);
    }
    await this.repository().update({ filterByTk: id, values: row, transaction, hooks: false });
  }

  /** Instant of the last successful labels run, milliseconds. */
  async lastWatermark(): Promise<number | null> {
    const row: Model | null = await this.repository().findOne({
      filter: { kind: 'labels', state: 'succeeded' },
      sort: ['-id'],
    });
    const watermark = row?.get('watermark') as Date | null | undefined;
    return watermark ? new Date(watermark).getTime() : null;
  }

  /**
   * Whether a labels run would find nothing to do, by one read: nothing was touched, nobody waits for a first stage, no rule
   * or weight was changed, no edge in time has come.
   */
  async isIdle(now: number): Promise<boolean> {
    const { store } = this;
    const edited = [
      'communityRules',
      'communityStages',
      'communityKinds',
      'communityScoringProfiles',
      'communitySegments',
      'communityTags',
    ].map(
      // MySQL and MariaDB keep whole seconds
      (name) =>
        `EXISTS (SELECT 1 FROM {${name}} AS e WHERE ${store.sql.epochMs('e."updatedAt"')} + 999 >= ${store.sql.epochMs('r."startedAt"')})`,
    );
    const [row] = await store.select(
      `SELECT ${store.sql.epochMs('r."dueAt"')} AS "dueAt",
         CASE WHEN EXISTS (SELECT 1 FROM {communityTouches} AS t) OR EXISTS (SELECT 1 FROM {communityLabelTouches} AS t)
           OR EXISTS (SELECT 1 FROM {communityMembers} AS m WHERE m."stage" IS NULL AND m."firstSeenAt" IS NOT NULL
             AND m."isBot" = ${store.bool(false)} AND m."isTeam" = ${store.bool(false)})
           OR EXISTS (SELECT 1 FROM {communityRuns} AS later WHERE later."id" > r."id" AND later."kind" = 'labels')
           OR ${edited.join(' OR ')} THEN 1 ELSE 0 END AS "due"
       FROM {communityRuns} AS r WHERE r."kind" = 'labels' AND r."state" = 'succeeded' ORDER BY r."id" DESC LIMIT 1`,
    );
    return Boolean(row) && row.dueAt !== null && Number(row.dueAt) > now && Number(row.due) === 0;
  }

  /** Asks for a run to be ended. @returns whether there is such a run and it has not ended yet */
  async requestCancel(id: number, at: number): Promise<boolean> {
    const run = await this.find(id);
    if (run?.state === 'queued') {
      const changed = await this.gate.run((transaction) =>
        this.store.change(
          `UPDATE {communityRuns} SET "state" = 'cancelled', "finishedAt" = ${this.store.instantParam('$at')} WHERE "id" = $id AND "state" = 'queued'`,
          { bind: { id, at: this.store.instant(at) }, transaction },
        ),
      );
      if (changed) return true;
    }
    if (!run || (run.state !== 'running' && run.state !== 'queued')) return false;
    await this.patch(id, { cancelRequested: true });
    return true;
  }

  /** Whether somebody has asked for a run to be ended. */
  async isCancelRequested(id: number): Promise<boolean> {
    const [row] = await this.store.select(
      'SELECT r."cancelRequested" AS "asked" FROM {communityRuns} AS r WHERE r."id" = $id',
      {
        bind: { id },
      },
    );
    return Boolean(Number(row?.asked ?? 0));
  }

  private repository() {
    return this.store.db.getRepository('communityRuns');
  }
}

function toRun(row: Model): Run {
  const json = row.toJSON() as Record<string, unknown>;
  return {
    id: Number(json.id),
    kind: json.kind as RunKind,
    state: json.state as RunState,
    progress: Number(json.progress ?? 0),
    step: (json.step as string | null) ?? null,
    counts: (json.counts as Counts | null) ?? {},
    params: (json.params as Record<string, unknown> | null) ?? {},
    notes: (json.notes as RunNote[] | null) ?? [],
    error: (json.error as RunError | null) ?? null,
  };
}
