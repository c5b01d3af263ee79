import { bindLiterals } from '../filter/bindLiterals';

function bound(sql: string, backslashes = false): { sql: string; texts: string[] } {
  const texts: string[] = [];
  return { sql: bindLiterals(sql, backslashes, (text) => `$p${texts.push(text)}`), texts };
}

describe('texts in a statement of the host become bound values', () => {
  test('names stay, texts go', () => {
    expect(bound(`SELECT "id" FROM "t" WHERE "a" = 'x' AND \`b\` LIKE '%y%' AND n = 5`)).toEqual({
      sql: 'SELECT "id" FROM "t" WHERE "a" = $p1 AND `b` LIKE $p2 AND n = 5',
      texts: ['x', '%y%'],
    });
  });

  test('doubled quotes are one, and what looks like a placeholder is a text', () => {
    expect(bound(`a = 'it''s "odd" {communityMembers} $f0 -- '`)).toEqual({
      sql: 'a = $p1',
      texts: [`it's "odd" {communityMembers} $f0 -- `],
    });
  });

  test('a quote within a name begins no text', () => {
    expect(bound(`SELECT "it's" FROM x WHERE a = 'b'`).texts).toEqual(['b']);
  });

  test('backslashes escape where the database says so', () => {
    expect(bound(String.raw`a = 'it\'s\\n' AND b LIKE '50\\%'`, true).texts).toEqual([`it's\\n`, '50\\%']);
    expect(bound(String.raw`a ESCAPE '\' AND b = 'c'`).texts).toEqual(['\\', 'c']);
  });

  test('a text that never ends is no statement', () => {
    expect(() => bound(`a = 'b`)).toThrow('ends within a quotation');
  });
});
