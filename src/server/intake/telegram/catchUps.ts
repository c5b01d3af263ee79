import { BotApiError, type BotApiErrorCode } from './botApiError';

interface Waiter {
  resolve(): void;
  reject(error: Error): void;
}

/** Nothing that waiting would mend. */
const HOPELESS: ReadonlySet<BotApiErrorCode> = new Set<BotApiErrorCode>([
  'UNAUTHORIZED',
  'NOT_FOUND',
  'FORBIDDEN',
  'TOKEN_MISSING',
  'TOKEN_UNREADABLE',
  'TOKEN_VARIABLE_MISSING',
]);

/** So many polls in a row that fail are no passing trouble: who waits is told, and may go on with other bots. */
const PATIENCE = 3;

/** One poll, and who waits for it. */
export interface Turn {
  /** Somebody waits, so the poll must not. */
  hurried: boolean;
  /** Ends a poll that began before somebody asked. */
  signal: AbortSignal;
  /** Telegram had nothing more. */
  empty(): void;
}

/** Those who want to know when everything that waits at Telegram has been fetched. */
export class CatchUps {
  private waiters = new Set<Waiter>();
  private hurry = new AbortController();

  /**
   * Resolves when a poll that began after this call has found nothing.
   *
   * @throws BotApiError when polling fails in a way that waiting does not mend; ABORTED when `signal` or the poller ends
   */
  ask(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.waiters.delete(waiter);
        signal.removeEventListener('abort', cancel);
      };
      const waiter: Waiter = {
        resolve: () => (leave(), resolve()),
        reject: (error) => (leave(), reject(error)),
      };
      const cancel = (): void => waiter.reject(new BotApiError('ABORTED'));
      signal.addEventListener('abort', cancel, { once: true });
      this.waiters.add(waiter);
      if (signal.aborted) cancel();
      else this.hurry.abort();
    });
  }

  /** To be called when a poll begins. */
  turn(): Turn {
    const waiters = [...this.waiters];
    this.hurry = new AbortController();
    return {
      hurried: waiters.length > 0,
      signal: this.hurry.signal,
      empty: () => waiters.forEach((waiter) => this.waiters.has(waiter) && waiter.resolve()),
    };
  }

  /**
   * A poll has failed: those wait on whom waiting may help. A pause that Telegram asks for is waited out.
   *
   * @param failures how many have failed in a row, this one included
   */
  failed(error: BotApiError, failures: number): void {
    if (HOPELESS.has(error.code) || (error.code !== 'RATE_LIMITED' && failures >= PATIENCE)) this.end(error);
  }

  /** To be called when a pause begins; aborts as soon as somebody asks for a poll, at once when one did since the last poll began. */
  asked(): AbortSignal {
    const before = this.hurry.signal;
    this.hurry = new AbortController();
    return before.aborted && this.waiters.size > 0 ? before : this.hurry.signal;
  }

  /** Nobody polls any more. */
  end(error = new BotApiError('ABORTED')): void {
    for (const waiter of [...this.waiters]) waiter.reject(error);
  }
}
