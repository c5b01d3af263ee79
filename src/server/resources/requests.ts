import type { Context } from '@nocobase/actions';
import type { Filter } from '@nocobase/database';
import { PACKAGE_NAME } from '../../common/names';
import { PLAIN_VALUES } from '../../common/plainValues';
import type { Reader } from '../../common/shippedTitles';

/** Refuses a request with a stable code and a translated sentence: what, where, what is allowed. */
export function refuse(
  ctx: Context,
  status: number,
  code: string,
  message: string,
  values: Record<string, unknown> = {},
): never {
  ctx.throw(status, { code, message: ctx.t(message, { ns: PACKAGE_NAME, ...values, ...PLAIN_VALUES }), ...values });
  throw new Error(message);
}

/** Refuses a parameter: which one, what it was (shortened), what is allowed. */
export function notAllowed(ctx: Context, name: string, value: unknown, allowed: string): never {
  return refuse(ctx, 400, 'INVALID_PARAMETER', '{{name}}: {{value}} is not allowed. Allowed: {{allowed}}.', {
    name,
    value: String(value).slice(0, 100),
    allowed,
  });
}

/** Who asks, as titles are told to: the language of the request, and the host's texts for languages that are not ours. */
export const readerOf = (ctx: Context): Reader => ({
  language: String(ctx.getCurrentLocale?.() ?? ''),
  t: (english) => ctx.t(english, { ns: PACKAGE_NAME }),
});

/** Query string and body of an action as one bag; the body wins. */
export function inputOf(ctx: Context): Record<string, unknown> {
  const { values, ...params } = ctx.action.params as Record<string, unknown>;
  return { ...params, ...(typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {}) };
}

/** A whole number within limits; `fallback` when absent. */
export function wholeNumber(
  ctx: Context,
  input: Record<string, unknown>,
  name: string,
  limits: { least: number; most: number },
  fallback: number,
): number {
  const raw = input[name];
  if (raw === undefined || raw === null || raw === '') return fallback;
  const value = Number(raw);
  if (Number.isInteger(value) && value >= limits.least && value <= limits.most) return value;
  return refuse(
    ctx,
    400,
    'INVALID_PARAMETER',
    '{{name}}: {{value}} is not allowed. Allowed: a whole number from {{least}} to {{most}}.',
    { name, value: String(raw), ...limits },
  );
}

/** One of the given words; `fallback` when absent. */
export function oneOf<T extends string>(
  ctx: Context,
  input: Record<string, unknown>,
  name: string,
  words: readonly T[],
  fallback: T,
): T {
  const raw = input[name];
  if (raw === undefined || raw === null || raw === '') return fallback;
  if (words.includes(raw as T)) return raw as T;
  return refuse(ctx, 400, 'INVALID_PARAMETER', '{{name}}: {{value}} is not allowed. Allowed: {{allowed}}.', {
    name,
    value: String(raw),
    allowed: words.join(', '),
  });
}

/** Record ids given as a list or separated by commas; null when absent. */
export function idList(ctx: Context, input: Record<string, unknown>, name: string, most: number): number[] | null {
  const raw = input[name];
  if (raw === undefined || raw === null || raw === '') return null;
  const items = Array.isArray(raw)
    ? raw
    : typeof raw === 'object'
      ? Object.values(raw as object)
      : String(raw).split(',');
  const ids = items.map(Number);
  if (ids.length <= most && ids.every((id) => Number.isSafeInteger(id) && id >= 0)) return ids;
  return notAllowed(ctx, name, raw, `at most ${most} record ids`);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar day `YYYY-MM-DD`; undefined when absent. */
export function calendarDay(ctx: Context, input: Record<string, unknown>, name: string): string | undefined {
  const raw = input[name];
  if (raw === undefined || raw === null || raw === '') return undefined;
  if (typeof raw === 'string' && DAY.test(raw) && !Number.isNaN(Date.parse(`${raw}T00:00:00Z`))) return raw;
  return notAllowed(ctx, name, raw, 'YYYY-MM-DD');
}

/** A filter in the host's own format, given as an object or as its JSON text. */
export function filterOf(ctx: Context, input: Record<string, unknown>): Filter {
  const raw = input.filter;
  if (raw === undefined || raw === null || raw === '') return {} as Filter;
  let value: unknown = raw;
  if (typeof raw === 'string') {
    try {
      value = JSON.parse(raw);
    } catch {
      value = undefined;
    }
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Filter;
  return notAllowed(ctx, 'filter', raw, 'a JSON object');
}
