const MAX_LIST = 50;

/** Adds a value to a short list of unique ones; the list is made when it is first needed. */
export function addOnce(list: string[] | undefined, value: string | null): string[] | undefined {
  if (!value) return list;
  if (!list) return [value];
  if (list.length < MAX_LIST && !list.includes(value)) list.push(value);
  return list;
}

/** A count or size that a message tells about itself; anything impossible is left out. */
export function plausibleNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= Number.MAX_SAFE_INTEGER
    ? value
    : undefined;
}
