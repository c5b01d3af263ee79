/** What people wrote, and what says who or where they are, wherever in an update it stands. */
const PRIVATE_FIELDS = [
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
];
const PRIVATE = new Set(PRIVATE_FIELDS);
const NAMED = new RegExp(`"(?:${PRIVATE_FIELDS.join('|')})":`);
const MAX_DEPTH = 32;
/** Texts that are their own JSON but for the quotes. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** An update as it is stored: texts beside the rest, so that they can be forgotten without a look at the rest. */
export interface SplitUpdate {
  /** JSON in ASCII of everything but texts. */
  raw: string;
  /** JSON in ASCII of what was taken out, and where; null = nothing. */
  texts: string | null;
}

/** Where something was taken out, what, and how many characters stand there for it. */
type Cut = [place: number, text: string, instead: number];

/**
 * Takes the texts out of an update.
 *
 * @param update what JSON can hold
 * @throws RangeError when it is nested too deeply to be written
 */
export function splitTexts(update: unknown): SplitUpdate {
  const split = { raw: '', cuts: [] as Cut[] };
  write(update, 0, split);
  return { raw: split.raw, texts: split.cuts.length ? asciiJson(split.cuts) : null };
}

/** The update as it came; without texts, once they were forgotten. */
export function joinTexts({ raw, texts }: SplitUpdate): unknown {
  if (texts === null) return JSON.parse(raw);
  let whole = '';
  let from = 0;
  for (const [place, text, instead] of JSON.parse(texts) as Cut[]) {
    whole += raw.slice(from, place) + text;
    from = place + instead;
  }
  return JSON.parse(whole + raw.slice(from));
}

/** Whether an update may hold texts that were not taken out of it: earlier versions stored both in one. */
export const mayHoldTexts = ({ raw, texts }: SplitUpdate): boolean => texts === null && NAMED.test(raw);

/** JSON in which every other character is escaped. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : asciiJson(text));

// written as it is walked through: a copy that is turned into JSON afterwards takes several times as long
function write(value: unknown, depth: number, split: { raw: string; cuts: Cut[] }): void {
  if (typeof value === 'string') split.raw += quoted(value);
  else if (typeof value !== 'object' || value === null) split.raw += JSON.stringify(value ?? null);
  else if (depth > MAX_DEPTH) {
    split.cuts.push([split.raw.length, asciiJson(value), 'null'.length]);
    split.raw += 'null';
  } else if (Array.isArray(value)) {
    split.raw += '[';
    value.forEach((item, i) => {
      if (i) split.raw += ',';
      write(item, depth + 1, split);
    });
    split.raw += ']';
  } else writeObject(value as Record<string, unknown>, depth, split);
}

function writeObject(value: Record<string, unknown>, depth: number, split: { raw: string; cuts: Cut[] }): void {
  const texts: string[] = [];
  let comma = '';
  split.raw += '{';
  // own keys alone, as JSON has no others; a key named like a part of every object stays a key
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    if (PRIVATE.has(key)) {
      texts.push(`"${key}":${asciiJson(member)}`);
      continue;
    }
    split.raw += `${comma}${quoted(key)}:`;
    comma = ',';
    write(member, depth + 1, split);
  }
  if (texts.length) split.cuts.push([split.raw.length, comma + texts.join(','), 0]);
  split.raw += '}';
}
