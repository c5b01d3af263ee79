/** How long reading may be held back at a time, milliseconds. */
const LONGEST = 2_000;
const LOOK = 10;
/** A poll that is not answered by then has found nothing, and waits at Telegram for what comes. */
const ANSWERED_WITHIN = 400;

/**
 * Lets fetching go before reading while much is waiting at Telegram: what is in the inbox is safe, what is not fetched may
 * be lost. Both need the database's one writer, and taking turns with large batches would slow fetching down.
 */
export class Precedence {
  /** Until when each connection that is in a hurry is taken to be, milliseconds. */
  private readonly hurried = new Map<number, number>();

  /** @param now milliseconds of a steady clock */
  constructor(private readonly now: () => number) {}

  /** A connection's last poll brought as much as it could, or less. */
  fetched(connectionId: number, full: boolean): void {
    if (full) this.hurried.set(connectionId, this.now() + ANSWERED_WITHIN);
    else this.hurried.delete(connectionId);
  }

  /** Returns when nobody is in a hurry, at the latest after two seconds: reading must go on as well. */
  async pass(): Promise<void> {
    const until = this.now() + LONGEST;
    while (this.now() < until && this.isHurried()) await new Promise((resolve) => setTimeout(resolve, LOOK));
  }

  private isHurried(): boolean {
    return [...this.hurried.values()].some((until) => this.now() < until);
  }
}
