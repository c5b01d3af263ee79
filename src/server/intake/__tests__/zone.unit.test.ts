import { parseWallClock, parseZone, UnknownZoneError } from '../zone';

const utc = (text: string) => Date.parse(`${text}Z`);
const instant = (zone: string, wall: string) => new Date(parseZone(zone).toEpoch(utc(wall))).toISOString();

describe('a wall clock reading in a time zone', () => {
  it.each([
    ['Europe/Berlin', '2024-01-15T12:00:00', '2024-01-15T11:00:00.000Z'],
    ['Europe/Berlin', '2024-07-15T12:00:00', '2024-07-15T10:00:00.000Z'],
    ['Asia/Shanghai', '2024-07-15T00:00:00', '2024-07-14T16:00:00.000Z'],
    ['Asia/Kathmandu', '2024-07-15T12:00:00', '2024-07-15T06:15:00.000Z'],
    ['America/New_York', '2024-03-10T01:59:59', '2024-03-10T06:59:59.000Z'],
    ['America/New_York', '2024-03-10T03:00:00', '2024-03-10T07:00:00.000Z'],
    ['UTC', '2024-07-15T12:00:00', '2024-07-15T12:00:00.000Z'],
  ])('%s %s is %s', (zone, wall, expected) => {
    expect(instant(zone, wall)).toBe(expected);
  });

  it('is the earlier of two when clocks are set back', () => {
    expect(instant('Europe/Berlin', '2024-10-27T02:30:00')).toBe('2024-10-27T00:30:00.000Z');
    expect(instant('America/New_York', '2024-11-03T01:30:00')).toBe('2024-11-03T05:30:00.000Z');
    expect(instant('Australia/Lord_Howe', '2024-04-07T01:45:00')).toBe('2024-04-06T14:45:00.000Z');
  });

  it('is moved forward when clocks skip it', () => {
    expect(instant('Europe/Berlin', '2024-03-31T02:30:00')).toBe('2024-03-31T01:30:00.000Z');
    expect(instant('Australia/Lord_Howe', '2024-10-06T02:10:00')).toBe('2024-10-05T15:40:00.000Z');
  });

  it('agrees with the offset of the instant for every hour of a year', () => {
    const zone = parseZone('America/St_Johns');
    for (let at = utc('2023-12-31T23:00:00'); at < utc('2025-01-01T00:00:00'); at += 3_600_000) {
      const wall = at + zone.offsetAt(at);
      expect([at, at - 3_600_000]).toContain(zone.toEpoch(wall));
    }
  });

  it('knows fixed offsets', () => {
    expect(instant('+03:30', '2024-07-15T12:00:00')).toBe('2024-07-15T08:30:00.000Z');
    expect(instant('-0500', '2024-07-15T12:00:00')).toBe('2024-07-15T17:00:00.000Z');
    expect(instant('UTC+8', '2024-07-15T12:00:00')).toBe('2024-07-15T04:00:00.000Z');
  });

  it.each(['Mars/Olympus', '', '+25:00', '+03:75', 'Europe/Berlin; DROP TABLE', '3'])('refuses %j', (name) => {
    expect(() => parseZone(name)).toThrow(UnknownZoneError);
  });
});

describe('a date in an export file', () => {
  it('is read strictly', () => {
    expect(parseWallClock('2024-02-29T23:59:59')).toBe(utc('2024-02-29T23:59:59'));
    for (const text of ['2023-02-29T00:00:00', '2024-13-01T00:00:00', '2024-01-01T24:00:00', '2024-01-01', 'now', ''])
      expect(parseWallClock(text)).toBeNull();
  });
});
