import { ConditionError } from './errors';

/** Longest list of anything within a condition. */
export const MOST_ITEMS = 100;

/** A piece of foreign JSON, short enough for a sentence. */
export function shown(input: unknown): string {
  const text = JSON.stringify(input) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

export function isObject(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** @throws ConditionError for a key that the form does not have, or that it lacks */
export function only(
  node: Record<string, unknown>,
  { required, optional = [] }: { required: readonly string[]; optional?: readonly string[] },
  path: string,
): void {
  const keys = [...required, ...optional];
  const allowed = keys.map((key) => `"${key}"`).join(', ');
  const foreign = Object.keys(node).find((key) => !keys.includes(key));
  if (foreign !== undefined) throw new ConditionError(path, 'UNKNOWN_KEY', { value: shown(foreign), allowed });
  const missing = required.find((key) => node[key] === undefined);
  if (missing !== undefined) throw new ConditionError(path, 'MISSING_KEY', { value: shown(missing), allowed });
}

/** A list of 1 to {@link MOST_ITEMS} things. */
export function listAt(input: unknown, path: string, most = MOST_ITEMS): unknown[] {
  if (!Array.isArray(input)) throw new ConditionError(path, 'NOT_A_LIST', { value: shown(input) });
  if (!input.length) throw new ConditionError(path, 'EMPTY');
  if (input.length > most) throw new ConditionError(path, 'TOO_MANY', { count: input.length, most });
  return input;
}

/** A list of different keys, each checked by `check`. */
export function keysAt(
  input: unknown,
  path: string,
  check: (key: string, path: string) => void,
  most?: number,
): string[] {
  const keys = listAt(input, path, most).map((item, i) => {
    const at = `${path}[${i}]`;
    if (typeof item !== 'string' || !item) throw new ConditionError(at, 'NOT_A_KEY', { value: shown(item) });
    check(item, at);
    return item;
  });
  const twice = keys.findIndex((key, i) => keys.indexOf(key) < i);
  if (twice >= 0) throw new ConditionError(`${path}[${twice}]`, 'TWICE', { value: shown(keys[twice]) });
  return keys;
}

export function wholeAt(input: unknown, least: number, most: number, path: string): number {
  if (typeof input !== 'number' || !Number.isInteger(input) || input < least || input > most)
    throw new ConditionError(path, 'NOT_WHOLE', { value: shown(input), least, most });
  return input;
}

export function numberAt(input: unknown, least: number, most: number, path: string): number {
  if (typeof input !== 'number' || !(input >= least && input <= most))
    throw new ConditionError(path, 'OUT_OF_RANGE', { value: shown(input), least, most });
  return input;
}
