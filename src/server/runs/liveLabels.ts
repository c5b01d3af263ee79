import { readKinds, type Settings } from '../configuration';
import { labelTouched, readLifecycle, welcome } from '../lifecycle';
import type { Store, WriteGate } from '../store';
import type { ClusterTurn } from './turn';

export interface LiveLabelsOptions {
  store: Store;
  gate: WriteGate;
  settings: Settings;
  turn: ClusterTurn;
  now: () => number;
  log: { error(message: string): void };
  /** Stages have changed. */
  onChanged?: () => void;
}

/** Passes begin at least this far apart, milliseconds: what comes in meanwhile is looked at together. */
const PAUSE_MS = 1000;
/** How long nothing is tried after a failure (a rule that cannot be evaluated, for example), milliseconds. */
const AFTER_FAILURE_MS = 30_000;
/** The first of several things that happen close together does not wait for the pause. */
const GATHER_MS = 50;

/** Gives labels as things happen: soon after facts were counted, only to whom they are about. */
export class LiveLabels {
  private timer: NodeJS.Timeout | null = null;
  private passing: Promise<void> = Promise.resolve();
  private busy = false;
  private again = false;
  private running = false;
  private begunAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: LiveLabelsOptions) {}

  start(): void {
    this.running = true;
    // what happened before a crash
    this.soon();
  }

  async stop(): Promise<void> {
    this.running = false;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.passing;
  }

  /** Something has happened. */
  soon(): void {
    if (!this.running) return;
    this.again = true;
    if (this.busy || this.timer) return;
    const wait = Math.max(GATHER_MS, this.begunAt + PAUSE_MS - performance.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      this.passing = this.pass();
    }, wait);
    this.timer.unref?.();
  }

  /** One look, for whoever holds the turn already: a long run lets it in between its steps. */
  async look(): Promise<void> {
    if (!this.again) return;
    this.again = false;
    const { more, changed } = await labelTouched(await this.input());
    if (more) this.again = true;
    if (changed) this.options.onChanged?.();
  }

  /** Newcomers only, likewise. The look that was asked for is still to come. */
  async welcome(): Promise<void> {
    if (!this.again) return;
    if (await welcome(await this.input())) this.options.onChanged?.();
  }

  private async input(): Promise<Parameters<typeof labelTouched>[0]> {
    const { store, gate, settings, now } = this.options;
    return {
      ...{ store, gate, asOf: now() },
      zone: await settings.zone(),
      kinds: await readKinds(store),
      lifecycle: await readLifecycle(store),
    };
  }

  private async pass(): Promise<void> {
    const { turn, log } = this.options;
    this.busy = true;
    this.begunAt = performance.now();
    try {
      if (!(await turn.offer(() => this.look()))) this.again = true;
    } catch (error) {
      log.error(`community live labels: ${String(error)}`);
      this.again = true;
      this.begunAt = performance.now() + AFTER_FAILURE_MS;
    }
    this.busy = false;
    if (this.again) this.soon();
  }
}
