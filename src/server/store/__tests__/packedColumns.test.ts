import { createTestApp, type TestApp } from '@community-crm/host/testing';
import { joinColumns, packColumns, Store, type Cell, type RowColumns } from '..';

let app: TestApp;
let store: Store;
beforeAll(async () => {
  app = await createTestApp();
  store = new Store(app.db as unknown as ConstructorParameters<typeof Store>[0]);
});
afterAll(() => app.close());

const COLUMNS: RowColumns = { word: 'text', count: 'int', share: 'float', yes: 'bool', details: 'json' };

/** What the database makes of the columns, in the order of the rows. */
async function roundTrip(values: Record<string, Cell[]>, split = false): Promise<Array<Record<string, unknown>>> {
  const names = Object.keys(values);
  const columns = Object.fromEntries(names.map((name) => [name, COLUMNS[name] ?? 'int']));
  const groups = split ? names.map((name) => [name]) : [names];
  const packs = groups.map((group) =>
    packColumns(
      store.dialect,
      Object.fromEntries(group.map((name) => [name, columns[name]])),
      Object.fromEntries(group.map((name) => [name, values[name]])),
    ),
  );
  const { source, expressions, bind } = joinColumns(store.dialect, packs);
  const list = names.map((name) => `${expressions[name]} AS "${name}"`);
  const rows = await store.select(`SELECT ${list.join(', ')} FROM ${source} AS r`, { bind });
  return rows.sort((a, b) => Number(a.position) - Number(b.position));
}

const numbered = (list: Cell[]): Cell[] => list.map((_, i) => i);

describe('columns that travel packed', () => {
  it('brings texts across unchanged, however strange', async () => {
    const word: Cell[] = [
      '',
      'plain',
      null,
      'a "quoted" one, {with} commas\\and a backslash',
      '你好 🌍',
      'line\nbreak\ttab',
      ' blank at both ends ',
      "it's",
      'NULL',
      '\u0001',
      '\u0002',
      'ends with a control character\u0001',
      'x'.repeat(5000),
      '{"json":["\\u0000"]}',
    ];
    const rows = await roundTrip({ position: numbered(word), word });
    expect(rows.map((row) => row.word)).toEqual(word);
  });

  it('brings short plain texts across unchanged', async () => {
    const word: Cell[] = ['', 'a', 'bb', null, 'ccc', ' d ', 'e'];
    const rows = await roundTrip({ position: numbered(word), word });
    expect(rows.map((row) => row.word)).toEqual(word);
  });

  it('brings numbers and truth values across', async () => {
    const count: Cell[] = [0, -1, 4503599627370495, null, -1002147483647, 7];
    const share: Cell[] = [0.1, -2.5, null, 1e-7, 123456.789, 3];
    const yes: Cell[] = [true, false, true, true, false, false];
    const rows = await roundTrip({ position: numbered(count), count, share, yes });
    expect(rows.map((row) => (row.count === null ? null : Number(row.count)))).toEqual(count);
    expect(rows.map((row) => row.share)).toEqual(share);
    expect(rows.map((row) => Boolean(row.yes))).toEqual(yes);
  });

  it('binds a column of one value once', async () => {
    const rows = await roundTrip({ position: [0, 1, 2], word: ['same', 'same', 'same'], count: [null, null, null] });
    expect(rows).toEqual([0, 1, 2].map(() => expect.objectContaining({ word: 'same', count: null })));
    const packed = packColumns(store.dialect, { word: 'text' }, { word: ['same', 'same', 'same'] });
    expect(joinColumns(store.dialect, [packed]).bind).toMatchObject({ all_word: 'same' });
  });

  it('yields as many rows as there are when all columns hold one value', async () => {
    const packed = packColumns(store.dialect, { word: 'text' }, { word: ['same', 'same', 'same'] });
    const { source, expressions, bind } = joinColumns(store.dialect, [packed]);
    const rows = await store.select(`SELECT ${expressions.word} AS "word" FROM ${source} AS r`, { bind });
    expect(rows).toEqual([{ word: 'same' }, { word: 'same' }, { word: 'same' }]);
  });

  it('puts columns packed apart side by side', async () => {
    const rows = await roundTrip(
      { position: [0, 1], word: ['a', 'ü'], count: [5, 6], details: ['{"a":1}', '{}'] },
      true,
    );
    expect(rows.map(({ word, count }) => [word, Number(count)])).toEqual([
      ['a', 5],
      ['ü', 6],
    ]);
  });

  it('is exact over many random rows', async () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const letters = ['a', 'ß', '"', '\\', ' ', '🙂', '\n', '9', '}', ','];
    const word = Array.from({ length: 1500 }, (): Cell =>
      random() < 0.1
        ? null
        : Array.from({ length: Math.floor(random() * 40) }, () => letters[Math.floor(random() * 10)]).join(''),
    );
    const count = word.map((): Cell => (random() < 0.2 ? null : Math.floor((random() - 0.5) * 1e13)));
    const rows = await roundTrip({ position: numbered(word), word, count });
    expect(rows.map((row) => row.word)).toEqual(word);
    expect(rows.map((row) => (row.count === null ? null : Number(row.count)))).toEqual(count);
  });
});
