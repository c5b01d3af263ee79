import type { Store } from '../../store';
import type { ChangeSource } from './changePositions';

/** No transaction of ours is open for so long: an id that is missing then will never come. */
const GRACE = 5_000;

/**
 * Up to which id all changes (of stage, of a segment's members) are there. Ids are given out when a row is written, not
 * when it is committed: one
 * transaction may be seen before another that has lower ids. Where ids are missing, the changes behind them wait a little.
 */
export class Settled {
  private known: number | null = null;
  private readonly seen: Array<{ id: number; at: number }> = [];

  constructor(
    private readonly store: Store,
    private readonly now: () => number,
    private readonly source: ChangeSource = 'communityStageChanges',
  ) {}

  /** @param from an id up to which all are known to be there */
  async end(from: number): Promise<number> {
    if (!Number.isFinite(from)) return 0;
    const known = Math.max(this.known ?? from, from);
    const [row] = await this.store.select<{ newest: number | string | null; n: number | string }>(
      `SELECT MAX(c."id") AS "newest", COUNT(*) AS "n" FROM {${this.source}} AS c WHERE c."id" > $known`,
      { bind: { known } },
    );
    this.known = known;
    if (row.newest === null) return known;
    const newest = Number(row.newest);
    if (newest - known === Number(row.n)) {
      this.seen.length = 0;
      this.known = newest;
    } else {
      if (this.seen.at(-1)?.id !== newest) this.seen.push({ id: newest, at: this.now() });
      while (this.seen.length && this.now() - this.seen[0].at >= GRACE)
        this.known = this.seen.shift()?.id ?? this.known;
    }
    return this.known;
  }
}
