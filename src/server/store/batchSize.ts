/** How long a transaction should last where others who write wait for it, milliseconds. */
const TARGET_MS = 200;
const LEAST = 500;

/**
 * How many rows a transaction takes so that it lasts about as long as one may: large ones write fewer pages of indexes twice,
 * long ones hold others up, and machines differ by more than a factor of ten.
 */
export class BatchSize {
  private rows: number;

  /** @param alone whether the database has a single writer: elsewhere nobody waits, and batches are as large as may be */
  constructor(
    private readonly most: number,
    private readonly alone: boolean,
  ) {
    this.rows = alone ? Math.max(LEAST, Math.round(most / 4)) : most;
  }

  get size(): number {
    return this.rows;
  }

  /** A transaction has written rows in so many milliseconds. */
  took(rows: number, ms: number): void {
    if (!this.alone || rows * 2 < this.rows) return;
    const ideal = (rows * TARGET_MS) / Math.max(1, ms);
    // half the way each time: one slow write says little
    this.rows = Math.min(this.most, Math.max(LEAST, Math.round((this.rows + ideal) / 2)));
  }
}
