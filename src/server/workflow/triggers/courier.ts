import type { Database, Model } from '@nocobase/database';
import type { Lease } from '../../intake/telegram';
import type { Store, WriteGate } from '../../store';
import { batchContext, singleContext } from './context';
import type { Batch, TriggerQueue, Waiting } from './queue';
import type { ActivityWorkflow, ActivityWorkflows } from './workflows';

/** The host's workflow engine, as far as it is used. */
export interface Engine {
  trigger(workflow: unknown, context: object, options: { eventKey: string }): unknown;
}

export interface CourierOptions {
  store: Store;
  gate: WriteGate;
  queue: TriggerQueue;
  workflows: ActivityWorkflows;
  /** Undefined while the host has none. */
  engine: () => Engine | undefined;
  /** Whether this process is the one that starts executions. */
  lease: () => Lease;
  now: () => number;
  log: { error(message: string): void };
}

const LOOK_EVERY = 1_000;
/** Nothing waits; another process may note something. */
const IDLE = 5_000;
/** Beginnings of the executions' keys. */
const SINGLE = 'community-activity:';
const BATCH = 'community-activities:';
/** The engine creates an execution some time after it was asked to; then it is asked again. */
const PATIENCE = 10_000;
/** Executions of one workflow for single activities that may be on their way at once. */
const SINGLES = 20;

/**
 * Starts executions for waiting activities. A row leaves the queue only when its execution is in the database, and the
 * execution's key is unique there: after a crash the same execution is asked for again, and made once.
 */
export class Courier {
  private readonly asked = new Map<string, number>();
  private readonly startedAt = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> = Promise.resolve();
  private again = false;
  private busy = false;
  private idleUntil = 0;

  constructor(private readonly options: CourierOptions) {}

  start(): void {
    this.timer = setInterval(() => performance.now() >= this.idleUntil && this.look(), LOOK_EVERY);
    this.timer.unref();
    (this.options.store.db as Database).on('executions.afterCreate', this.onExecution);
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    (this.options.store.db as Database).off('executions.afterCreate', this.onExecution);
    await this.working;
  }

  /** Looks at once. */
  wake(): void {
    this.idleUntil = 0;
    this.look();
  }

  private look(): void {
    if (!this.timer) return;
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    this.working = this.work()
      .catch((error: unknown) => this.options.log.error(`community activity trigger: ${String(error)}`))
      .finally(() => {
        this.busy = false;
        if (this.again) {
          this.again = false;
          this.look();
        }
      });
  }

  private readonly onExecution = (execution: Model): void => {
    if (this.asked.has(String(execution.get('eventKey')))) this.wake();
  };

  private async work(): Promise<void> {
    const { queue, workflows, engine, lease } = this.options;
    if (!engine()) return;
    const batches = await queue.batches();
    const keys = await queue.workflowKeys();
    if (!batches.length && !keys.length) {
      this.idleUntil = performance.now() + IDLE;
      return;
    }
    // asked for only now: a claim costs a write every few seconds from then on
    const claim = lease();
    if (!(await (claim.ready?.() ?? claim.held()))) return;
    const enabled = new Map((await workflows.list()).map((workflow) => [workflow.key, workflow]));
    const onTheirWay = await this.settle(batches, enabled);
    for (const key of keys) {
      const workflow = enabled.get(key);
      if (!workflow) await this.forget(key);
      else if (workflow.mode === 'single') await this.singles(workflow, onTheirWay.get(key) ?? 0);
      else if (!onTheirWay.get(key)) await this.batch(workflow);
    }
  }

  /** @returns how many executions of each workflow are still to be made */
  private async settle(batches: Batch[], enabled: Map<string, ActivityWorkflow>): Promise<Map<string, number>> {
    const { store, gate, queue } = this.options;
    const open = new Map<string, number>();
    if (!batches.length) return open;
    const rows: Model[] = await store.db
      .getRepository('executions')
      .find({ filter: { eventKey: { $in: batches.map(({ execution }) => execution) } }, fields: ['id', 'eventKey'] });
    const made = new Set(rows.map((row) => String(row.get('eventKey'))));
    for (const batch of batches) {
      const { execution, workflowKey } = batch;
      const workflow = enabled.get(workflowKey);
      if (made.has(execution)) {
        await gate.run((transaction) => queue.done(execution, transaction));
        this.asked.delete(execution);
      } else if (!workflow) {
        await this.forget(workflowKey);
      } else {
        open.set(workflowKey, (open.get(workflowKey) ?? 0) + 1);
        await this.ask(workflow, batch);
      }
    }
    return open;
  }

  private async batch(workflow: ActivityWorkflow): Promise<void> {
    const { queue, now } = this.options;
    const rows = await queue.oldest(workflow.key, workflow.most);
    if (!rows.length) return;
    const interval = workflow.seconds * 1000;
    const full = rows.length >= workflow.most;
    const waited = now() - rows[0].notedAt;
    const rested = now() - (this.startedAt.get(workflow.key) ?? Number.NEGATIVE_INFINITY);
    if (rested < interval || (waited < interval && !full)) return;
    this.startedAt.set(workflow.key, now());
    await this.claim(workflow, rows[0], rows[rows.length - 1]);
  }

  private async singles(workflow: ActivityWorkflow, onTheirWay: number): Promise<void> {
    const rows = await this.options.queue.oldest(workflow.key, Math.max(0, SINGLES - onTheirWay));
    for (const row of rows) await this.claim(workflow, row, row);
  }

  private async claim(workflow: ActivityWorkflow, first: Waiting, last: Waiting): Promise<void> {
    const { key, mode } = workflow;
    const prefix = mode === 'single' ? SINGLE : BATCH;
    const batch = { execution: `${prefix}${key}:${first.activityId}`, workflowKey: key };
    await this.options.gate.run((transaction) => this.options.queue.claim(batch, first.id, last.id, transaction));
    await this.ask(workflow, batch);
  }

  private async ask(workflow: ActivityWorkflow, batch: Batch): Promise<void> {
    const { store, queue, engine, now, gate } = this.options;
    if (now() - (this.asked.get(batch.execution) ?? Number.NEGATIVE_INFINITY) < PATIENCE) return;
    const ids = await queue.activityIds(batch);
    // as it was decided then: the workflow may have been edited since
    const context = batch.execution.startsWith(SINGLE)
      ? await singleContext(store, ids[0])
      : await batchContext(store, ids, await queue.count(workflow.key));
    if (!context) {
      await gate.run((transaction) => queue.done(batch.execution, transaction));
      return;
    }
    this.asked.set(batch.execution, now());
    engine()?.trigger(workflow.row, context, { eventKey: batch.execution });
  }

  /** The workflow was switched off or deleted. */
  private async forget(key: string): Promise<void> {
    const { queue, gate } = this.options;
    while ((await gate.run((transaction) => queue.drop(key, transaction))) > 0);
  }
}
