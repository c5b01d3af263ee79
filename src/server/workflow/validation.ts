/** Puts values into a sentence; long ones are cut. */
export function fill(sentence: string, values: Record<string, unknown>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (name in values ? shown(values[name]) : whole));
}

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).slice(0, 100);

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** A list of record ids, or nothing. */
export const isIdList = (value: unknown): boolean =>
  isAbsent(value) ||
  (Array.isArray(value) &&
    value.length <= 1000 &&
    value.every((id) => Number.isSafeInteger(Number(id)) && Number(id) > 0));

/** A list of keys, or nothing. */
export const isTextList = (value: unknown): boolean =>
  isAbsent(value) || (Array.isArray(value) && value.length <= 200 && value.every((one) => typeof one === 'string'));
