import { ImportError, shown } from '../importError';
import { PRESETS } from './presets';

/** What a column can give; the same names as in a pushed item. */
export const FIELDS = [
  'key',
  'at',
  'updatedAt',
  'kind',
  'actor.id',
  'actor.name',
  'actor.username',
  'actor.language',
  'actor.platform',
  'actor.isBot',
  'group.id',
  'group.title',
  'group.platform',
  'amount',
  'currency',
  'text',
  'textLength',
  'replyTo',
  'retracted',
] as const;

export type Field = (typeof FIELDS)[number];

/** How a table's columns become activities. */
export interface Mapping {
  /** Name of the system that the table comes from: first part of every key, platform of accounts and groups. */
  source: string;
  /** Column of a field, or several of which the first that is not empty counts. */
  columns: Partial<Record<Field, string[]>>;
  /** Values that are the same in every row; a column's value goes before it. */
  constants: Partial<Record<Field, string>>;
  /** What the kind column says → the kind; null leaves the row out; `*` stands for everything else. */
  kinds: Record<string, string | null>;
  /** Columns that are kept with the activity. */
  payload: string[];
  /** Zone of times that carry none. */
  timeZone: string | null;
  /** What separates the cells; null = found out. */
  delimiter: string | null;
  /** Whether a column that is named must be there. A preset names several that may be. */
  strict: boolean;
}

const NAMES = ['preset', 'source', 'columns', 'constants', 'kinds', 'payload', 'timeZone', 'delimiter'];
const DELIMITERS = [',', ';', '\t', '|'];
const SLUG = /^[a-z0-9][a-z0-9._-]{0,31}$/;

export const emptyMapping = (source = 'file'): Mapping => ({
  source,
  columns: {},
  constants: {},
  kinds: {},
  payload: [],
  timeZone: null,
  delimiter: null,
  strict: false,
});

/**
 * A mapping as it is written: the name of a preset, or JSON that may build on one.
 *
 * @throws ImportError BAD_MAPPING
 */
export function parseMapping(written: string): Mapping {
  const text = written.trim();
  if (!text.startsWith('{')) return preset(text);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw wrong('mapping', text, 'JSON');
  }
  const raw = json as Record<string, unknown>;
  const unknown = Object.keys(raw).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw wrong(unknown, raw[unknown], NAMES.join(', '));
  const base = raw.preset === undefined ? emptyMapping() : preset(raw.preset);
  return {
    source: optional(raw, 'source', slug) ?? base.source,
    columns: { ...base.columns, ...optional(raw, 'columns', columns) },
    constants: { ...base.constants, ...optional(raw, 'constants', constants) },
    kinds: { ...base.kinds, ...optional(raw, 'kinds', kinds) },
    payload: optional(raw, 'payload', strings) ?? base.payload,
    timeZone: optional(raw, 'timeZone', string) ?? base.timeZone,
    delimiter: optional(raw, 'delimiter', delimiter) ?? base.delimiter,
    strict: raw.preset === undefined,
  };
}

type Reader<T> = (value: unknown, name: string) => T;

function optional<T>(raw: Record<string, unknown>, name: string, reader: Reader<T>): T | undefined {
  return raw[name] === undefined || raw[name] === null ? undefined : reader(raw[name], name);
}

function preset(name: unknown): Mapping {
  if (typeof name === 'string' && Object.hasOwn(PRESETS, name)) return { ...emptyMapping(name), ...PRESETS[name] };
  throw wrong('preset', name, Object.keys(PRESETS).join(', '));
}

function wrong(field: string, value: unknown, allowed: string): ImportError {
  return new ImportError('BAD_MAPPING', { field, value: shown(value), allowed });
}

const string: Reader<string> = (value, name) => {
  if (typeof value === 'string' && value.trim()) return value.trim();
  throw wrong(name, value, '"…"');
};

const slug: Reader<string> = (value, name) => {
  if (typeof value === 'string' && SLUG.test(value)) return value;
  throw wrong(name, value, 'a–z, 0–9, . _ -');
};

const delimiter: Reader<string> = (value, name) => {
  if (DELIMITERS.includes(value as string)) return value as string;
  throw wrong(name, value, ', ; | \\t');
};

const strings: Reader<string[]> = (value, name) => {
  const list = Array.isArray(value) ? value : [value];
  if (list.length <= 50 && list.every((one) => typeof one === 'string' && one)) return list as string[];
  throw wrong(name, value, '["…"]');
};

function entries(value: unknown, name: string): Array<[string, unknown]> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw wrong(name, value, '{ … }');
}

function fieldEntries<T>(value: unknown, name: string, read: Reader<T>): Partial<Record<Field, T>> {
  return Object.fromEntries(
    entries(value, name).map(([field, one]) => {
      if (!FIELDS.includes(field as Field)) throw wrong(`${name}.${shown(field)}`, one, FIELDS.join(', '));
      return [field, read(one, `${name}.${field}`)];
    }),
  ) as Partial<Record<Field, T>>;
}

const columns: Reader<Mapping['columns']> = (value, name) => fieldEntries(value, name, strings);

const constants: Reader<Mapping['constants']> = (value, name) =>
  fieldEntries(value, name, (one, at) => {
    if (['string', 'number', 'boolean'].includes(typeof one)) return String(one);
    throw wrong(at, one, '"…"');
  });

const kinds: Reader<Mapping['kinds']> = (value, name) =>
  Object.fromEntries(
    entries(value, name).map(([word, kind]) => {
      if (kind !== null && typeof kind !== 'string') throw wrong(`${name}.${shown(word)}`, kind, '"…", null');
      return [word, kind];
    }),
  );
