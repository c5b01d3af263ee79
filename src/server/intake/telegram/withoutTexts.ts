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
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !PRIVATE_FIELDS.has(key))
      .map(([key, inner]) => [key, withoutTexts(inner, depth + 1)]),
  );
}
