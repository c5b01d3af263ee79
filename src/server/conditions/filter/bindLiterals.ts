/**
 * Takes the text literals out of a statement that the host has written, and puts bound values in their place: nothing an
 * operator typed stays in the statement, where it could be taken for a placeholder or a name.
 *
 * @param backslashes whether a backslash escapes within a literal (MySQL and MariaDB)
 * @param bound binds a text and returns its placeholder
 */
export function bindLiterals(sql: string, backslashes: boolean, bound: (text: string) => string): string {
  let result = '';
  let i = 0;
  while (i < sql.length) {
    const quote = sql[i];
    if (quote !== "'" && quote !== '"' && quote !== '`') {
      result += quote;
      i += 1;
      continue;
    }
    const { text, end } = quoted(sql, i, quote === "'" && backslashes);
    result += quote === "'" ? bound(text) : sql.slice(i, end);
    i = end;
  }
  return result;
}

const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', 0: '\0', Z: '\x1a' };

/** @throws Error when the quotation never ends */
function quoted(sql: string, start: number, backslashes: boolean): { text: string; end: number } {
  const quote = sql[start];
  let text = '';
  for (let i = start + 1; i < sql.length; i += 1) {
    if (sql[i] === '\\' && backslashes) {
      i += 1;
      // before a wildcard the backslash belongs to the pattern
      text += ESCAPED[sql[i]] ?? (sql[i] === '%' || sql[i] === '_' ? `\\${sql[i]}` : sql[i]);
    } else if (sql[i] !== quote) text += sql[i];
    else if (sql[i + 1] === quote) {
      text += quote;
      i += 1;
    } else return { text, end: i + 1 };
  }
  throw new Error('A statement of the host ends within a quotation.');
}
