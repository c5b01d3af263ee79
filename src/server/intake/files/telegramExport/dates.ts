import { parseWallClock, type Zone } from '../../zone';
import { ImportError, shown } from '../importError';
import type { Json, JsonObject } from './document';

/** Telegram opened to the public on this day; nothing in it is older. */
const FIRST_DAY = Date.UTC(2013, 7, 14);
const FUTURE_TOLERANCE = 48 * 3_600_000;
const UNIX_SECONDS = /^-?\d{1,15}$/;

/** Which message is being read, for error sentences. */
export interface Place {
  chat: string;
  message: string;
}

/** Reads the dates of one file: exact where the file has unix times, else as wall clock readings of a zone. */
export class ExportDates {
  /** Messages whose date had to be read as a wall clock. */
  withoutUnixTime = 0;
  /** The message last asked about by {@link offsetOf}, which is asked for each of its reactions. */
  private asked: JsonObject | null = null;
  private answer: number | null = null;

  constructor(
    private readonly zone: Zone,
    private readonly now: number,
    /** Whether the zone was chosen for this file rather than assumed. */
    private readonly chosen: boolean,
  ) {}

  /**
   * Instant of a message.
   *
   * @throws ImportError BAD_DATE, ABSURD_DATE
   */
  of(message: JsonObject, place: Place): number {
    const hasUnixTime = message.date_unixtime !== undefined;
    const at = hasUnixTime ? unixMs(message.date_unixtime) : this.wall(message.date);
    if (at === null) wrong('BAD_DATE', message.date_unixtime ?? message.date, place);
    if (!hasUnixTime) this.withoutUnixTime++;
    if (!this.plausible(at)) wrong('ABSURD_DATE', message.date ?? message.date_unixtime, place);
    return at;
  }

  /** Instant of the last edit; null when the message was not edited (old exports write 1970 for that). */
  edited(message: JsonObject): number | null {
    if (message.edited === undefined && message.edited_unixtime === undefined) return null;
    const at = unixMs(message.edited_unixtime) ?? this.wall(message.edited);
    return at !== null && this.plausible(at) ? at : null;
  }

  /**
   * Instant of something inside a message that has a wall clock only (a reaction). Where the message tells both, the
   * exporter's offset is known from it.
   */
  within(message: JsonObject, wallClock: Json | undefined, messageAt: number): number {
    const wall = typeof wallClock === 'string' ? parseWallClock(wallClock) : null;
    if (wall === null) return messageAt;
    const offset = this.offsetOf(message, messageAt);
    // the zone also knows whether clocks were changed between the message and the reaction
    const zoneFits = this.chosen && (offset === null || this.zone.offsetAt(messageAt) === offset);
    const at = zoneFits || offset === null ? this.zone.toEpoch(wall) : wall - offset;
    return this.plausible(at) ? at : messageAt;
  }

  /** How far the exporter's clock was ahead of UTC when the message was written; null when the file does not tell. */
  private offsetOf(message: JsonObject, messageAt: number): number | null {
    if (this.asked === message) return this.answer;
    const own = typeof message.date === 'string' ? parseWallClock(message.date) : null;
    this.asked = message;
    this.answer = own !== null && message.date_unixtime !== undefined ? own - messageAt : null;
    return this.answer;
  }

  private plausible(at: number): boolean {
    return at >= FIRST_DAY && at <= this.now + FUTURE_TOLERANCE;
  }

  private wall(value: Json | undefined): number | null {
    const wall = typeof value === 'string' ? parseWallClock(value) : null;
    return wall === null ? null : this.zone.toEpoch(wall);
  }
}

function unixMs(value: Json | undefined): number | null {
  const seconds = typeof value === 'string' && UNIX_SECONDS.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && Number.isSafeInteger(Math.trunc(seconds)) ? Math.trunc(seconds) * 1000 : null;
}

function wrong(code: 'BAD_DATE' | 'ABSURD_DATE', value: Json | undefined, place: Place): never {
  throw new ImportError(code, { chat: place.chat, message: place.message, value: shown(value ?? 'nothing') });
}
