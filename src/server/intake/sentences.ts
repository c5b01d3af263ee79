/** Values that fill the placeholders of a message; never message text. */
export type ErrorValues = Record<string, string | number>;

/** Puts values into the `{{placeholders}}` of a sentence. */
export function fill(sentence: string, values: ErrorValues): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A foreign value as it may appear in a sentence: short, on one line. */
export function shown(value: unknown): string {
  let text: string | undefined;
  try {
    text = typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    text = undefined;
  }
  const line = (text ?? String(value)).replace(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
