const MS_DAY = 86_400_000;
const MS_QUARTER = 900_000;
const FIXED = /^([+-])(\d{2}):?(\d{2})$/;

/** Thrown for a time zone name that is neither an IANA zone nor a fixed offset. */
export class UnknownZoneError extends Error {
  readonly code = 'UNKNOWN_TIME_ZONE';

  constructor(readonly zone: string) {
    super(`Unknown time zone "${zone}". Allowed: an IANA name such as Europe/Berlin, or an offset such as +03:30.`);
  }
}

/**
 * The community's calendar: which day and hour an instant belongs to. Offsets are looked up once a UTC day (a zone that
 * shifts within a day is then asked by the quarter hour), so that millions of instants cost little.
 */
export class CommunityZone {
  private readonly offsetOf: (ms: number) => number;
  private readonly days = new Map<number, number>();
  private readonly quarters = new Map<number, number>();
  private readonly labels = new Map<number, string>();

  /**
   * @param name IANA zone (`Asia/Shanghai`) or fixed offset (`+08:00`)
   * @throws UnknownZoneError
   */
  constructor(readonly name: string) {
    const fixed = FIXED.exec(name);
    if (fixed) {
      const minutes = Number(fixed[2]) * 60 + Number(fixed[3]);
      if (minutes > 14 * 60 || Number(fixed[3]) > 59) throw new UnknownZoneError(name);
      const offset = (fixed[1] === '-' ? -1 : 1) * minutes * 60_000;
      this.offsetOf = () => offset;
      return;
    }
    this.offsetOf = ianaOffset(name);
  }

  /** Milliseconds to add to UTC to get the local wall clock. */
  offset(ms: number): number {
    const day = Math.floor(ms / MS_DAY);
    let offset = this.days.get(day);
    if (offset === undefined) {
      const [first, last] = [this.offsetOf(day * MS_DAY), this.offsetOf((day + 1) * MS_DAY - 1)];
      offset = first === last ? first : Number.NaN;
      this.days.set(day, offset);
    }
    if (!Number.isNaN(offset)) return offset;
    const quarter = Math.floor(ms / MS_QUARTER);
    let fine = this.quarters.get(quarter);
    if (fine === undefined) {
      fine = this.offsetOf(quarter * MS_QUARTER);
      this.quarters.set(quarter, fine);
    }
    return fine;
  }

  /** Days since 1970-01-01 of the local calendar. */
  dayNumber(ms: number): number {
    return Math.floor((ms + this.offset(ms)) / MS_DAY);
  }

  /** Local calendar day, `YYYY-MM-DD`. */
  day(ms: number): string {
    return this.label(this.dayNumber(ms));
  }

  /** Local hour, 0–23. */
  hour(ms: number): number {
    const local = ms + this.offset(ms);
    return Math.floor((local - Math.floor(local / MS_DAY) * MS_DAY) / 3_600_000);
  }

  /** The first instant of a local day, milliseconds UTC. */
  dayStart(day: string): number {
    const midnight = dayNumberOf(day) * MS_DAY;
    const guess = midnight - this.offset(midnight);
    return midnight - this.offset(guess);
  }

  private label(day: number): string {
    let label = this.labels.get(day);
    if (label === undefined) {
      label = dayLabel(day);
      this.labels.set(day, label);
    }
    return label;
  }
}

/** `YYYY-MM-DD` of a day number (days since 1970-01-01). */
export function dayLabel(day: number): string {
  return new Date(day * MS_DAY).toISOString().slice(0, 10);
}

/** Days since 1970-01-01 of `YYYY-MM-DD`. */
export function dayNumberOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MS_DAY);
}

function ianaOffset(name: string): (ms: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new UnknownZoneError(name);
  }
  return (ms) => {
    const whole = Math.floor(ms / 1000) * 1000;
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(whole)) part[type] = Number(value);
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - whole;
  };
}
