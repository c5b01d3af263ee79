/** Zones that every browser knows, for those that cannot list all of them. */
const FALLBACK = [
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Moscow',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Singapore',
  'Asia/Tokyo',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Australia/Sydney',
];

/** The offset of a zone at a moment as `UTC+8` or `UTC+5:30`; empty when the browser does not know the zone. */
export function offsetText(zone: string, moment: number): string {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
      moment,
    );
    const text = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    return text.replace('GMT', 'UTC');
  } catch {
    return '';
  }
}

/** Names of all time zones, `UTC` first. */
export function listTimeZones(): string[] {
  const intl = Intl as typeof Intl & { supportedValuesOf?(key: 'timeZone'): string[] };
  const listed = intl.supportedValuesOf?.('timeZone') ?? FALLBACK;
  return ['UTC', ...listed.filter((zone) => zone !== 'UTC')];
}

/** The zone that the browser runs in. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface ZoneOption {
  value: string;
  label: string;
}

/** Choices for a searchable select, each with its present offset. */
export function timeZoneOptions(now: number): ZoneOption[] {
  return listTimeZones().map((zone) => {
    const offset = offsetText(zone, now);
    return { value: zone, label: offset && offset !== zone ? `${zone} (${offset})` : zone };
  });
}

const FIXED_OFFSET = /^[+-](0\d|1[0-4]):[0-5]\d$/;

/** Adds a typed fixed offset such as `+08:00` to the choices. */
export function withTyped(options: ZoneOption[], typed: string): ZoneOption[] {
  const text = typed.trim();
  return FIXED_OFFSET.test(text) ? [{ value: text, label: `UTC${text}` }, ...options] : options;
}
