/** Parts of the surroundings that tests replace. */
export interface PacerClock {
  /** Milliseconds of a steady clock. */
  now(): number;
  /** Calls later. @returns how to take that back */
  later(call: () => void, milliseconds: number): () => void;
}

export interface PacerOptions {
  work: () => Promise<unknown>;
  clock: PacerClock;
  onError: (error: unknown) => void;
}

/** What comes within this time is worked off together, milliseconds. */
const GATHER = 250;
/** The pause after a piece of work is this many times as long as the work took … */
const PAUSE = 2;
/** … but never longer than this, milliseconds. */
const LONGEST_PAUSE = 2_000;

/**
 * Does a piece of work soon after it was asked for, but not for each of many requests: what comes meanwhile is worked off
 * together, and the more there is to do, the rarer it is done. Counting facts anew for each handful of updates would count
 * the same day again and again.
 */
export class Pacer {
  private running = false;
  private asked = false;
  private cancel: (() => void) | null = null;
  private notBefore = 0;
  private stopped = false;

  constructor(private readonly options: PacerOptions) {}

  /** Asks for the work; returns at once. */
  ask(): void {
    this.asked = true;
    if (this.stopped || this.running || this.cancel) return;
    const { clock } = this.options;
    this.cancel = clock.later(() => this.run(), Math.max(GATHER, this.notBefore - clock.now()));
  }

  /** Begins, or goes on after {@link stop} with what was asked for meanwhile. */
  start(): void {
    this.stopped = false;
    if (this.asked) this.ask();
  }

  /** Begins nothing more; what is under way goes on. */
  stop(): void {
    this.stopped = true;
    this.cancel?.();
    this.cancel = null;
  }

  private run(): void {
    const { work, clock, onError } = this.options;
    this.cancel = null;
    this.asked = false;
    const began = clock.now();
    this.running = true;
    void work()
      .then(() => undefined, onError)
      .then(() => {
        this.running = false;
        const ended = clock.now();
        this.notBefore = ended + Math.min(LONGEST_PAUSE, PAUSE * (ended - began));
        if (this.asked) this.ask();
      });
  }
}

/** The clock of this process; its timers keep nothing alive. */
export const processClock: PacerClock = {
  now: () => performance.now(),
  later(call, milliseconds) {
    const timer = setTimeout(call, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
