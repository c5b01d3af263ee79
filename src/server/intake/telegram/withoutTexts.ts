/** What people wrote, and what says who or where they are, wherever in an update it stands. */
const PRIVATE_FIELDS = new Set([
  'text',
  'caption',
  'bio',
  'phone_number',
  'vcard',
  'latitude',
  'longitude',
  'address',
  'question',
  'explanation',
]);
const MAX_DEPTH = 32;

/** A copy of an update without texts. */
export function withoutTexts(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => withoutTexts(item, depth + 1));
  const kept: Array<[string, unknown]> = [];
  // own keys alone, as JSON has no others; a key named like a part of every object stays a key
  for (const key of Object.keys(value))
    if (!PRIVATE_FIELDS.has(key)) kept.push([key, withoutTexts((value as Record<string, unknown>)[key], depth + 1)]);
  return Object.fromEntries(kept);
}
