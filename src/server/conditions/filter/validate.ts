import type { ConditionContext } from '../context';
import { ConditionError } from '../errors';
import { isObject, listAt, shown } from '../reading';
import type { FieldForm, Fields } from './fields';
import { DATE_OPERATORS, LISTING, OPERATORS, UNARY } from './operators';
import { isRelativeDate, RELATIVE_TYPES, RELATIVE_UNITS } from './prepare';

const MAX_DEPTH = 10;
const LONGEST_TEXT = 1000;
const VARIABLE = /\{\{.*\}\}/s;

/**
 * Checks a filter in the host's own format. Only fields that exist and may be asked for, only comparisons that suit them,
 * only plain values: what has passed can be given to the host's filter parser.
 *
 * @returns a copy without anything that was not looked at
 * @throws ConditionError
 */
export function parseFilter(input: unknown, { fields }: ConditionContext, path: string): Record<string, unknown> {
  if (!fields) throw new ConditionError(path, 'NO_FILTER');
  return group(input, fields, path, 0);
}

function group(input: unknown, fields: Fields, path: string, depth: number): Record<string, unknown> {
  if (depth > MAX_DEPTH) throw new ConditionError(path, 'TOO_DEEP', { most: MAX_DEPTH });
  const node = objectAt(input, path);
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      const at = `${path}.${key}`;
      if (key !== '$and' && key !== '$or') return [key, step(key.split('.'), value, fields, fields.root, at, depth)];
      return [key, listAt(value, at).map((part, i) => group(part, fields, `${at}[${i}]`, depth + 1))];
    }),
  );
}

/** Follows the names of a key through relations and then looks at what stands under it. */
function step(
  names: readonly string[],
  value: unknown,
  fields: Fields,
  collection: string,
  path: string,
  depth: number,
): unknown {
  if (depth > MAX_DEPTH) throw new ConditionError(path, 'TOO_DEEP', { most: MAX_DEPTH });
  const [name, ...rest] = names;
  const field = fields.field(collection, name);
  const known = { value: shown(name), collection, allowed: fields.names(collection).join(', ') };
  if (!field) throw new ConditionError(path, 'UNKNOWN_FIELD', known);
  if (field.closed) throw new ConditionError(path, 'CLOSED_FIELD', known);
  if (rest.length && !rest[0].startsWith('$')) {
    if (field.form !== 'relation' || !field.target)
      throw new ConditionError(path, 'UNKNOWN_OPERATOR', operators(field.form, rest[0]));
    return step(rest, value, fields, field.target, path, depth + 1);
  }
  if (rest.length > 1) throw new ConditionError(path, 'UNKNOWN_OPERATOR', operators(field.form, rest.join('.')));
  if (rest.length) return compared(field.form, rest[0], value, path);
  if (field.form === 'relation') return related(value, fields, field.target as string, path, depth);
  // a value alone is compared for equality
  if (!isObject(value)) return compared(field.form, '$eq', value, path);
  return entries(objectAt(value, path), path, (key, part, at) => compared(field.form, key, part, at));
}

function related(value: unknown, fields: Fields, target: string, path: string, depth: number): unknown {
  if (!isObject(value)) throw new ConditionError(path, 'NOT_A_FIELD', { value: shown(path.split('.').at(-1)) });
  return entries(objectAt(value, path), path, (key, part, at) =>
    key.startsWith('$')
      ? compared('relation', key, part, at)
      : step(key.split('.'), part, fields, target, at, depth + 1),
  );
}

function entries(
  node: Record<string, unknown>,
  path: string,
  check: (key: string, value: unknown, path: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, check(key, value, `${path}.${key}`)]));
}

function compared(form: FieldForm, operator: string, value: unknown, path: string): unknown {
  if (!OPERATORS[form].includes(operator))
    throw new ConditionError(path, 'UNKNOWN_OPERATOR', operators(form, operator));
  if (UNARY.includes(operator)) return unary(value, path);
  if (DATE_OPERATORS.includes(operator)) return date(value, operator, path);
  if (LISTING.includes(operator)) return listAt(value, path).map((item, i) => plain(item, form, `${path}[${i}]`));
  return plain(value, form, path);
}

function unary(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') throw new ConditionError(path, 'NOT_COMPARABLE', { value: shown(value) });
  return value;
}

/** A value as the database can compare it with a field of that form. */
function plain(value: unknown, form: FieldForm, path: string): string | number | boolean | null {
  const refused = () => new ConditionError(path, 'NOT_COMPARABLE', { value: shown(value) });
  if (value === null) return null;
  if (typeof value === 'string') {
    if (VARIABLE.test(value)) throw new ConditionError(path, 'VARIABLE', { value: shown(value) });
    if (value.length > LONGEST_TEXT || value.includes('\0')) throw refused();
    if (form === 'number' && !/^-?\d+(\.\d+)?$/.test(value)) throw refused();
    // the host writes the items of lists into its statements as they are
    if (form === 'boolean' || (form === 'list' && /['"\\]/.test(value))) throw refused();
    return value;
  }
  if (typeof value === 'number' && Number.isFinite(value) && form !== 'boolean') return value;
  if (typeof value === 'boolean' && form === 'boolean') return value;
  throw refused();
}

const DATE = /^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

function date(value: unknown, operator: string, path: string): unknown {
  if (isObject(value)) {
    if (!isRelativeDate(value)) {
      const allowed = `{type, number, unit}: ${RELATIVE_TYPES.join(', ')}; ${RELATIVE_UNITS.join(', ')}`;
      throw new ConditionError(path, 'RELATIVE_DATE', { value: shown(value), allowed });
    }
    return { ...value };
  }
  if (Array.isArray(value) && operator === '$dateBetween' && value.length === 2)
    return value.map((part, i) => date(part, '', `${path}[${i}]`));
  if (typeof value === 'string' && VARIABLE.test(value))
    throw new ConditionError(path, 'VARIABLE', { value: shown(value) });
  if (typeof value !== 'string' || !DATE.test(value) || Number.isNaN(Date.parse(value.replace(' ', 'T'))))
    throw new ConditionError(path, 'NOT_COMPARABLE', { value: shown(value) });
  return value;
}

function objectAt(input: unknown, path: string): Record<string, unknown> {
  if (!isObject(input)) throw new ConditionError(path, 'NOT_A_CONDITION', { value: shown(input), allowed: '{…}' });
  if (!Object.keys(input).length) throw new ConditionError(path, 'EMPTY');
  return input;
}

function operators(form: FieldForm, value: string): { value: string; allowed: string } {
  return { value: shown(value), allowed: OPERATORS[form].join(', ') };
}
