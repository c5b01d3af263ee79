import type { ActivitySink } from '../sink';
import { BotApiError, movedTo, type BotApi, type Connection, type Connections, type Lease } from '../telegram';
import { askCount, dueCounts } from './counts';
import { KEPT_MS, noteDowntime } from './gaps';
import { askMember, dueMembers, dueRoster, noteChecked } from './roster';
import { askStanding, dueStandings, type CoverageContext } from './standing';
import { addCounts, noCounts, questionsIn, type CoverageCounts } from './tally';

export interface CoverageOptions extends CoverageContext {
  connections: Connections;
  sink: ActivitySink;
  /** Questions a bot may ask in a minute. */
  checksPerMinute: () => Promise<number>;
  /** Whether this process works for a bot. */
  leaseFor(connectionId: number): Lease;
  /** A group turned out to have become a supergroup, chat ids. */
  onMoved(move: { from: string; to: string }): Promise<void>;
  /** Activities were written. */
  onWritten(): void;
  log: { error(message: string): void };
}

interface Watched {
  /** Questions that may be asked now. */
  allowance: number;
  privacy: boolean | null;
  privacyAt: number;
  /** Telegram asked to wait until then, milliseconds. */
  pausedUntil: number;
}

const LOOK_EVERY = 15_000;
const PRIVACY_EVERY = 3_600_000;
/** A poll takes up to a minute. */
const RECENT = 150_000;
/** How far apart notes of having received everything are. */
const NOTE_EVERY = 60_000;

/**
 * Watches what bots miss, and asks Telegram slowly about groups and members: whether the bot may see everything, how many
 * members a group has, and whether those whom we know are still there.
 */
export class CoverageKeeper {
  private timer: NodeJS.Timeout | null = null;
  private readonly watched = new Map<number, Watched>();
  private busy: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: CoverageOptions) {}

  start(): void {
    this.timer ??= setInterval(() => {
      this.look(LOOK_EVERY).catch((error: unknown) => this.options.log.error(`Coverage: ${String(error)}`));
    }, LOOK_EVERY);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.busy.catch(() => undefined);
  }

  /** One look at every bot that this process works for. @param elapsed milliseconds that the allowance has grown for */
  look(elapsed: number): Promise<CoverageCounts> {
    const turn = this.busy.then(async () => {
      const sum = noCounts();
      for (const mode of ['polling', 'webhook'] as const) {
        for (const connection of await this.options.connections.list(mode)) {
          if (!this.options.leaseFor(connection.id).held()) continue;
          const counts = await this.lookAt(connection, elapsed);
          addCounts(sum, counts);
        }
      }
      return sum;
    });
    this.busy = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Asks about members of a bot's groups at once, beyond the slow pace, until everybody has been asked about today.
   *
   * @throws BotApiError when Telegram cannot be asked
   */
  async reconcile(connection: Connection, signal: AbortSignal): Promise<CoverageCounts> {
    const sum = noCounts();
    const api = await this.options.connections.api(connection);
    for (;;) {
      if (signal.aborted) throw new BotApiError('ABORTED');
      const counts = await this.spend(connection, api, 50);
      addCounts(sum, counts);
      if (!questionsIn(counts)) return sum;
    }
  }

  private async lookAt(connection: Connection, elapsed: number): Promise<CoverageCounts> {
    const none = noCounts();
    await this.noteReceived(connection);
    const watched = this.watch(connection.id);
    const perMinute = await this.options.checksPerMinute();
    watched.allowance = Math.min(perMinute, watched.allowance + (perMinute * elapsed) / 60_000);
    const allowance = Math.floor(watched.allowance);
    if (allowance < 1 || !connection.botId || this.options.now() < watched.pausedUntil) return none;
    try {
      const counts = await this.spend(connection, await this.options.connections.api(connection), allowance);
      watched.allowance -= questionsIn(counts);
      return counts;
    } catch (error) {
      if (!(error instanceof BotApiError)) throw error;
      watched.pausedUntil = this.options.now() + Math.max(60, error.retryAfter) * 1000;
      return none;
    }
  }

  /** Asks at most `allowance` questions, the most urgent first. */
  private async spend(connection: Connection, api: BotApi, allowance: number): Promise<CoverageCounts> {
    const counts = noCounts();
    const privacy = await this.privacyOf(connection, api);
    for (const group of await dueStandings(this.options, connection.id, allowance)) {
      await this.follow(group, () => askStanding(this.options, connection, api, group, privacy));
      counts.standings += 1;
    }
    for (const group of await dueCounts(this.options, connection.id, allowance - questionsIn(counts))) {
      await this.follow(group, () => askCount(this.options, connection.id, api, group));
      counts.counted += 1;
    }
    const rest = allowance - questionsIn(counts);
    const group = rest > 0 ? await dueRoster(this.options, connection.id) : null;
    if (!group) return counts;
    const asked: number[] = [];
    try {
      for (const member of await dueMembers(this.options, group.groupId, rest)) {
        counts.asked += 1;
        const left = await this.follow(group, () => askMember(this.options, this.options.sink, api, group, member));
        if (left) counts.left += 1;
        asked.push(member.memberId);
      }
    } finally {
      await noteChecked(this.options, connection.id, group.groupId, asked);
      if (counts.left) this.options.onWritten();
    }
    return counts;
  }

  /** A question about a group that has moved on is asked anew another time, under its new id. */
  private async follow<T>(group: { chatId: string }, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      const to = movedTo(error);
      if (to === null) throw error;
      await this.options.onMoved({ from: group.chatId, to });
      return undefined;
    }
  }

  /** Updates wait for a day at Telegram: who was away longer has lost what came before. */
  private async noteReceived(connection: Connection): Promise<void> {
    const { store, gate, now } = this.options;
    const at = receivedUntil(connection, now());
    const { coveredUntil } = connection;
    if (at === null || (coveredUntil !== null && at - coveredUntil < NOTE_EVERY)) return;
    await gate.run(async (transaction) => {
      if (coveredUntil !== null && at - coveredUntil > KEPT_MS)
        await noteDowntime(store, connection.id, { from: coveredUntil, to: at - KEPT_MS }, transaction);
      await this.options.connections.mark(connection.id, { coveredUntil: at }, transaction);
    });
  }

  private async privacyOf(connection: Connection, api: BotApi): Promise<boolean> {
    const watched = this.watch(connection.id);
    if (watched.privacy === null || this.options.now() - watched.privacyAt > PRIVACY_EVERY) {
      watched.privacy = (await api.call('getMe', {})).can_read_all_group_messages !== true;
      watched.privacyAt = this.options.now();
    }
    return watched.privacy;
  }

  private watch(id: number): Watched {
    const known = this.watched.get(id) ?? { allowance: 0, privacy: null, privacyAt: 0, pausedUntil: 0 };
    this.watched.set(id, known);
    return known;
  }
}

/** Up to when a bot's updates are known to reach us; null = not at present. */
function receivedUntil({ mode, status, lastPolledAt }: Connection, now: number): number | null {
  if (status !== 'ok') return null;
  if (mode === 'webhook') return now;
  return lastPolledAt !== null && now - lastPolledAt < RECENT ? lastPolledAt : null;
}
