/** How long each part of a run took. */
export class Steps {
  private readonly spent = new Map<string, number>();

  constructor(
    /** Milliseconds of a steady clock. */
    private readonly clock: () => number,
  ) {}

  /** Does a piece of work and adds its time to a step's. */
  async measure<T>(step: string, work: () => Promise<T>): Promise<T> {
    const began = this.clock();
    try {
      return await work();
    } finally {
      this.spent.set(step, (this.spent.get(step) ?? 0) + this.clock() - began);
    }
  }

  /** Milliseconds by step, in the order in which they began. */
  list(): Array<{ step: string; ms: number }> {
    return [...this.spent].map(([step, ms]) => ({ step, ms: Math.round(ms) }));
  }
}
