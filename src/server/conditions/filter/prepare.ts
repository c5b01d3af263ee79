import { dayLabel, dayNumberOf, type CommunityZone } from '@community-crm/community-model';
import { isObject } from '../reading';
import type { FieldForm, Fields } from './fields';
import { DATE_OPERATORS, OPERATORS } from './operators';

/** What the host's date pickers offer besides fixed dates. */
export const RELATIVE_TYPES = [
  'today',
  'yesterday',
  'tomorrow',
  'thisWeek',
  'lastWeek',
  'nextWeek',
  'thisMonth',
  'lastMonth',
  'nextMonth',
  'thisQuarter',
  'lastQuarter',
  'nextQuarter',
  'thisYear',
  'lastYear',
  'nextYear',
  'past',
  'next',
];
export const RELATIVE_UNITS = ['day', 'week', 'month', 'quarter', 'year'];

interface RelativeDate {
  type: string;
  number?: number;
  unit?: string;
}

export function isRelativeDate(value: Record<string, unknown>): value is Record<string, unknown> & RelativeDate {
  const { type, number, unit, ...rest } = value;
  if (typeof type !== 'string' || !RELATIVE_TYPES.includes(type) || Object.keys(rest).length) return false;
  const counted = number === undefined || (Number.isInteger(number) && Number(number) >= 1 && Number(number) <= 3660);
  return counted && (unit === undefined || (typeof unit === 'string' && RELATIVE_UNITS.includes(unit)));
}

/**
 * A copy of a validated filter as the host's parser is to get it. Every relative date is replaced by the dates that it
 * means on the community's day of `asOf`: the host itself would take the present moment and the time zone of the machine.
 * `$exists` and `$notExists` ask for the relation's key, which the host itself puts in at the top of a filter only.
 */
export function prepareFilter(
  filter: Record<string, unknown>,
  fields: Fields,
  zone: CommunityZone,
  asOf: number,
): Record<string, unknown> {
  const today = zone.dayNumber(asOf);
  const prepared = (node: unknown, place: Place): unknown => {
    if (Array.isArray(node)) return node.map((part: unknown) => prepared(part, place));
    if (!isObject(node)) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        const names = key.split('.');
        const last = names[names.length - 1];
        if (OPERATORS.relation.includes(last)) return [[...names.slice(0, -1), 'id', last].join('.'), value];
        const under = names
          .filter((name) => !name.startsWith('$'))
          .reduce((at, name) => placeOf(fields, at, name), place);
        const dated = DATE_OPERATORS.includes(last) && isObject(value) && isRelativeDate(value);
        return [key, dated ? datesOf(value, today, under.form === 'day' ? null : zone) : prepared(value, under)];
      }),
    );
  };
  return prepared(filter, { collection: fields.root, form: 'relation' }) as Record<string, unknown>;
}

interface Place {
  collection: string;
  form: FieldForm;
}

function placeOf(fields: Fields, { collection }: Place, name: string): Place {
  const field = fields.field(collection, name);
  return { collection: field?.target ?? '', form: field?.form ?? 'text' };
}

/** The first and the last day or, in a zone, the first instant of the one and the last of the other. */
function datesOf(relative: RelativeDate, today: number, zone: CommunityZone | null): [string, string] {
  const [first, last] = daysOf(relative, today);
  if (!zone) return [dayLabel(first), dayLabel(last)];
  const instant = (ms: number) => new Date(ms).toISOString();
  return [instant(zone.dayStart(dayLabel(first))), instant(zone.dayStart(dayLabel(last + 1)) - 1)];
}

function daysOf({ type, number = 1, unit = 'day' }: RelativeDate, today: number): [number, number] {
  if (type === 'today') return [today, today];
  if (type === 'yesterday') return [today - 1, today - 1];
  if (type === 'tomorrow') return [today + 1, today + 1];
  // whole units before or after the present one
  if (type === 'past') return [startOf(unit, today, -number), startOf(unit, today, 0) - 1];
  if (type === 'next') return [startOf(unit, today, 1), startOf(unit, today, 1 + number) - 1];
  const offset = type.startsWith('this') ? 0 : type.startsWith('last') ? -1 : 1;
  const whole = type.replace(/^(this|last|next)/, '').toLowerCase();
  return [startOf(whole, today, offset), startOf(whole, today, offset + 1) - 1];
}

/** Number of the first day of the unit so many units after the present one; weeks begin on Monday. */
function startOf(unit: string, today: number, offset: number): number {
  if (unit === 'day') return today + offset;
  if (unit === 'week') return Math.floor((today + 3) / 7) * 7 - 3 + offset * 7;
  const months = { month: 1, quarter: 3, year: 12 }[unit] ?? 1;
  const date = new Date(today * 86_400_000);
  const month = Math.floor(date.getUTCMonth() / months) * months + offset * months;
  return dayNumberOf(new Date(Date.UTC(date.getUTCFullYear(), month, 1)).toISOString().slice(0, 10));
}
