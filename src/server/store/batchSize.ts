/** How long a transaction should last, milliseconds: on SQLite, others who write wait for it. */
const TARGET_MS = 200;
const LEAST = 500;

/**
 * How many rows a transaction takes so that it lasts about as long as one may: large ones write fewer pages of indexes twice,
 * long ones hold others up, and machines differ by more than a factor of ten.
 */
export class BatchSize {
  private rows: number;

  constructor(private readonly most: number) {
    this.rows = Math.max(LEAST, Math.round(most / 4));
  }

  get size(): number {
    return this.rows;
  }

  /** A transaction has written rows in so many milliseconds. */
  took(rows: number, ms: number): void {
    if (rows * 2 < this.rows) return;
    const ideal = (rows * TARGET_MS) / Math.max(1, ms);
    // half the way each time: one slow write says little
    this.rows = Math.min(this.most, Math.max(LEAST, Math.round((this.rows + ideal) / 2)));
  }
}
