import fs from 'node:fs';
import path from 'node:path';

const QUOTED = /'((?:[^'\\\n]|\\.)*)'/g;

/** Calls whose first argument is a text: the translators, and the settings dialog's helper. */
const CALL = /\b(?:t|tExpr|field)\(\s*'((?:[^'\\\n]|\\.)*)'/g;

/** Tables of texts, known by their names or by their type. */
const TABLE =
  /const \w*(?:TITLES|NOTES|MESSAGES)\b[^=]*= ([[{][\s\S]*?[\]}])(?: as const)?;|: CheckText = (\{[\s\S]*?\});/gm;

function sources(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '__tests__' ? [] : sources(at);
    return /\.tsx?$/.test(entry.name) ? [at] : [];
  });
}

const unescape = (text: string) => text.replace(/\\(.)/g, '$1');

/** Every text that a folder's code shows, found in its source, sorted. */
export function textsIn(folder: string): string[] {
  const found = new Set<string>();
  for (const file of sources(folder)) {
    const code = fs.readFileSync(file, 'utf8');
    for (const [, text] of code.matchAll(CALL)) found.add(unescape(text));
    for (const [, named, typed] of code.matchAll(TABLE)) {
      // Keys of a table may be quoted as well; texts are what follows a colon, a bracket or a comma.
      const values = (named ?? typed).replace(/'[^'\n]*':/g, ':');
      for (const [, text] of values.matchAll(QUOTED)) found.add(unescape(text));
    }
  }
  return [...found].filter((text) => text !== '').sort();
}
