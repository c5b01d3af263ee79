import type { Database, Model } from '@nocobase/database';
import type { Lease } from '../../intake/telegram';
import type { Store } from '../../store';
import type { Engine } from './courier';
import { Settled } from './changeSettled';
import type { ChangeSource, ChangePosition, ChangePositions } from './changePositions';
import type { ChangeWorkflow } from './changeWorkflows';

/** What executions are told of one kind of changes. */
export interface Changes<C extends { id: number }> {
  source: ChangeSource;
  /** Beginning of the executions' keys. */
  prefix: string;
  /** By increasing id; changes whose member is gone are left out. */
  contexts(ids: number[], appends: string[]): Promise<C[]>;
  batch(changes: C[]): object;
}

export interface ChangeCourierOptions<C extends { id: number }> {
  store: Store;
  changes: Changes<C>;
  positions: ChangePositions;
  workflows: { list(): Promise<ChangeWorkflow[]> };
  /** Undefined while the host has none. */
  engine: () => Engine | undefined;
  /** Whether this process is the one that starts executions. */
  lease: () => Lease;
  now: () => number;
  log: { error(message: string): void };
}

const LOOK_EVERY = 1_000;
/** The engine creates an execution some time after it was asked to; then it is asked again. */
const PATIENCE = 10_000;
/** Executions of one workflow for single changes that may be on their way at once. */
const SINGLES = 20;

/**
 * Starts executions for changes that are recorded (of stage, of a segment's members). Each workflow goes through the
 * changes by their ids and remembers how far it is. It moves on only when the executions of a portion are in the database, and their keys are unique there: after a
 * crash the same executions are asked for again, and made once.
 */
export class ChangeCourier<C extends { id: number }> {
  private readonly asked = new Map<string, number>();
  /** Since when something waits for a workflow. */
  private readonly waitingSince = new Map<string, number>();
  private readonly settled: Settled;
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> | null = null;
  private again = false;

  constructor(private readonly options: ChangeCourierOptions<C>) {
    this.settled = new Settled(options.store, options.now, options.changes.source);
  }

  start(): void {
    this.timer = setInterval(() => this.wake(), LOOK_EVERY);
    this.timer.unref();
    (this.options.store.db as Database).on('executions.afterCreate', this.onExecution);
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    (this.options.store.db as Database).off('executions.afterCreate', this.onExecution);
    await this.working;
  }

  /** Looks at once, and once more when it is looking already. */
  wake(): void {
    if (!this.timer) return;
    this.again = this.working !== null;
    this.working ??= this.work()
      .catch((error: unknown) => this.options.log.error(`${this.options.changes.source} trigger: ${String(error)}`))
      .finally(() => {
        this.working = null;
        if (this.again) this.wake();
      });
  }

  private readonly onExecution = (execution: Model): void => {
    if (this.asked.has(String(execution.get('eventKey')))) this.wake();
  };

  private async work(): Promise<void> {
    const { positions, workflows, engine, lease } = this.options;
    const enabled = engine() ? await workflows.list() : [];
    if (!enabled.length) return;
    const claim = lease();
    if (!(await (claim.ready?.() ?? claim.held()))) return;
    const known = await positions.all();
    for (const { key } of enabled) if (!known.has(key)) await positions.beginAtEnd(key);
    for (const key of known.keys()) if (!enabled.some((workflow) => workflow.key === key)) await positions.remove(key);
    const end = await this.settled.end(Math.min(...[...known.values()].map(({ position }) => position)));
    for (const workflow of enabled) {
      const position = known.get(workflow.key);
      if (position) await this.serve(workflow, position, end);
    }
  }

  private async serve(workflow: ChangeWorkflow, { position, upTo }: ChangePosition, end: number): Promise<void> {
    const { positions } = this.options;
    let from = position;
    if (upTo !== null) {
      if (!(await this.areMade(workflow, from, upTo))) return;
      await positions.advance(workflow.key, upTo);
      from = upTo;
    }
    const next = await this.portion(workflow, from, end);
    if (next === null) return;
    await positions.claim(workflow.key, next);
    await this.areMade(workflow, from, next);
  }

  /** @returns up to which change the next executions go; null while there is nothing to start */
  private async portion(workflow: ChangeWorkflow, from: number, end: number): Promise<number | null> {
    const { now, positions } = this.options;
    if (end <= from) return null;
    const most = workflow.mode === 'single' ? SINGLES : workflow.most;
    const ids = await this.wanted(workflow, from, end, most);
    if (!ids.length) {
      await positions.advance(workflow.key, end);
      return null;
    }
    const full = ids.length >= most;
    if (workflow.mode === 'batched' && !full) {
      const since = this.waitingSince.get(workflow.key) ?? now();
      this.waitingSince.set(workflow.key, since);
      if (now() - since < workflow.seconds * 1000) return null;
    }
    this.waitingSince.delete(workflow.key);
    return full ? ids[ids.length - 1] : end;
  }

  /** Whether the executions for the changes between two ids exist; asks for those that do not. */
  private async areMade(workflow: ChangeWorkflow, after: number, upTo: number): Promise<boolean> {
    const ids = await this.wanted(workflow, after, upTo);
    if (!ids.length) return true;
    const single = workflow.mode === 'single';
    const { prefix } = this.options.changes;
    const keyOf = (id: number) => `${prefix}${single ? '' : 's'}:${workflow.key}:${id}`;
    const keys = single ? ids.map(keyOf) : [keyOf(upTo)];
    const made = await this.made(keys);
    for (const key of made) this.asked.delete(key);
    const missing = keys.filter((key) => !made.has(key) && this.mayAsk(key));
    if (missing.length) await this.ask(workflow, ids, missing, keyOf);
    return keys.every((key) => made.has(key));
  }

  private async ask(workflow: ChangeWorkflow, ids: number[], missing: string[], keyOf: (id: number) => string) {
    const { changes: told, engine, now } = this.options;
    const single = workflow.mode === 'single';
    const wanted = single ? ids.filter((id) => missing.includes(keyOf(id))) : ids;
    const changes = await told.contexts(wanted, workflow.appends);
    const start = (eventKey: string, context: object): void => {
      this.asked.set(eventKey, now());
      engine()?.trigger(workflow.row, context, { eventKey });
    };
    if (single) for (const change of changes) start(keyOf(change.id), change);
    else start(missing[0], told.batch(changes));
  }

  private mayAsk(key: string): boolean {
    return this.options.now() - (this.asked.get(key) ?? Number.NEGATIVE_INFINITY) >= PATIENCE;
  }

  private async made(keys: string[]): Promise<Set<string>> {
    const rows: Model[] = await this.options.store.db
      .getRepository('executions')
      .find({ filter: { eventKey: { $in: keys } }, fields: ['id', 'eventKey'] });
    return new Set(rows.map((row) => String(row.get('eventKey'))));
  }

  /** Ids of the changes that a workflow wants; those whose member is gone start nothing. */
  private async wanted({ wants }: ChangeWorkflow, after: number, upTo: number, most?: number): Promise<number[]> {
    const rows = await this.options.store.select<{ id: number | string }>(
      `SELECT c."id" FROM {${this.options.changes.source}} AS c JOIN {communityMembers} AS m ON m."id" = c."memberId"
       WHERE c."id" > $after AND c."id" <= $upTo AND ${wants.sql} ORDER BY c."id"${most ? ` LIMIT ${Math.trunc(most)}` : ''}`,
      { bind: { after, upTo, ...wants.bind } },
    );
    return rows.map(({ id }) => Number(id));
  }
}
