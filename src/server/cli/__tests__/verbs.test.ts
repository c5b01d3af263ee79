import type { TestApp } from '@community-crm/host/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startServices } from '../../__tests__/startServices';
import type { Services } from '../../services';
import { registerVerbs } from '../verbs';

type Root = Parameters<typeof registerVerbs>[0];
/** Commander knows this, its declaration for the host does not. */
interface WithOptions {
  options: ReadonlyArray<{ long: string }>;
}

let app: TestApp;
let services: Services;
let folder: string;

beforeAll(async () => {
  ({ app, services } = await startServices());
  folder = await mkdtemp(path.join(os.tmpdir(), 'community-verbs-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const commands = (): Root => {
  const Command = app.cli.constructor as new (name: string) => Root;
  const root = new Command('community');
  // a command gives the work back at its end; here another one follows in the same process
  const worker = { workOff: () => services.worker.workOff(), stop: () => Promise.resolve() };
  registerVerbs(root, () => Promise.resolve({ ...services, worker } as unknown as Services));
  return root;
};

/** What a command line prints, and the code that it ends with. */
async function run(...words: string[]): Promise<{ out: string; error: string; code: number }> {
  const printed = { out: '', error: '' };
  const spies = (['out', 'error'] as const).map((name) =>
    jest.spyOn(process[name === 'out' ? 'stdout' : 'stderr'], 'write').mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await commands().parseAsync(words, { from: 'user' });
    return { ...printed, code: Number(process.exitCode) };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

const count = async (table: string): Promise<number> =>
  Number((await services.store.select<{ n: number | string }>(`SELECT COUNT(*) AS "n" FROM {${table}} AS t`))[0].n);

async function file(name: string, content: string | Buffer): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, content);
  return at;
}

const message = (id: number, more: object = {}) => ({
  id,
  type: 'message',
  date: '2026-01-05T10:00:00',
  date_unixtime: String(Date.UTC(2026, 0, 5, 10, id) / 1000),
  from: 'Ann',
  from_id: 'user1001',
  text: 'Grüße',
  text_entities: [],
  ...more,
});
const chat = (...messages: object[]) =>
  JSON.stringify({ name: 'Group', type: 'private_supergroup', id: 1234567890, messages });
const good = chat(message(1), message(2, { from: 'Bob', from_id: 'user1002', reply_to_message_id: 1 }), message(3));

describe('import', () => {
  it.each([
    ['a truncated file', 'cut.json', good.slice(0, -40), 'TRUNCATED'],
    ['an empty file', 'empty.json', '', 'EMPTY_FILE'],
    ['a file of blanks', 'blank.json', ' \n', 'EMPTY_FILE'],
    ['other JSON', 'other.json', '{"name":"x","version":"1.0.0"}', 'NOT_TELEGRAM'],
    ['a list', 'list.json', '[1,2]', 'NOT_TELEGRAM'],
    ['no JSON', 'plain.json', 'hello', 'NOT_JSON'],
    ['HTML', 'page.json', '<!DOCTYPE html><html></html>', 'HTML_FILE'],
    ['UTF-16', 'wide.json', Buffer.from(`\ufeff${good}`, 'utf16le'), 'WRONG_ENCODING'],
    ['Latin-1', 'latin.json', Buffer.from(good, 'latin1'), 'WRONG_ENCODING'],
    ['a day long gone', 'past.json', chat(message(1, { date_unixtime: '-99999999999' })), 'ABSURD_DATE'],
    ['a day far ahead', 'ahead.json', chat(message(1, { date_unixtime: '99999999999' })), 'ABSURD_DATE'],
    ['no date', 'undated.json', chat(message(1, { date_unixtime: 'soon', date: 'soon' })), 'BAD_DATE'],
    ['a huge number', 'huge.json', chat(message(1)).replace('"id":1,', `"id":${'9'.repeat(400)},`), 'BAD_NUMBER'],
  ])('refuses %s with one sentence that names what and where, and changes nothing', async (_, name, content, code) => {
    const before = [await count('communityActivities'), await count('communityMembers')];
    const answer = await run('import', await file(name, content));
    expect(answer.error).toMatch(new RegExp(`^Error ${code}: [^\\n]+[.?]\\n$`));
    expect(answer.code).toBe(1);
    expect([await count('communityActivities'), await count('communityMembers')]).toEqual(before);
  });

  it('refuses what is not there, a folder, and a zone that does not exist', async () => {
    const missing = await run('import', path.join(folder, 'missing.json'));
    expect(missing).toMatchObject({
      code: 1,
      error: expect.stringContaining('missing.json" cannot be read: it does not exist'),
    });
    expect(await run('import', folder)).toMatchObject({ code: 1, error: expect.stringContaining('FILE_NOT_READABLE') });
    const zone = await run('import', await file('good.json', good), '--time-zone', 'Mars/Base');
    expect(zone).toMatchObject({ code: 1, error: expect.stringContaining('"Mars/Base" is not a time zone') });
    expect(await count('communityActivities')).toBe(0);
  });

  it('takes a file in, marked as UTF-8 or not, and the same again without a change', async () => {
    const first = await run('import', await file('good.json', `\ufeff${good}`));
    expect(first).toMatchObject({ code: 0, error: '' });
    expect(first.out).toMatch(/100 % import done\n.*added 3, changed 0/);
    expect(await run('import', await file('again.json', good))).toMatchObject({
      code: 0,
      out: expect.stringContaining('added 0, changed 0, unchanged 3'),
    });
  });

  it('says which zone was assumed for dates without one, and takes another', async () => {
    const old = (id: number) => chat({ ...message(id), date_unixtime: undefined }).replace('1234567890', `${id}`);
    const assumed = await run('import', await file('old.json', old(71)));
    expect(assumed.out).toMatch(/note \w*ZONE\w* .*"UTC"/);
    const chosen = await run('import', await file('older.json', old(72)), '--time-zone', '+03:30');
    expect(chosen.out).toContain('+03:30');
    const [{ at }] = await services.store.select<{ at: number | string }>(
      `SELECT ${services.store.sql.epochMs('a."occurredAt"')} AS "at" FROM {communityActivities} AS a WHERE a."externalKey" LIKE '%:72'`,
    );
    expect(new Date(Number(at)).toISOString()).toBe('2026-01-05T06:30:00.000Z');
  });
});

it('run scores and classifies; verify finds what is not as it should be', async () => {
  expect(await run('run')).toMatchObject({ code: 0, error: '', out: expect.stringContaining('labels done') });
  expect(await run('verify')).toMatchObject({ code: 0, out: 'Facts agree with the activities.\n' });
  await services.store.execute('UPDATE {communityDailyFacts} SET "count" = "count" + 1');
  const differs = await run('verify');
  expect(differs.code).toBe(1);
  expect(differs.out).toMatch(/\d+ differences\n$/);
});

describe('simulate', () => {
  const sizes = ['--members', '40', '--groups', '3', '--days', '30', '--start', '2026-01-01'];

  it('writes an export and a table of orders', async () => {
    const out = path.join(folder, 'made');
    const answer = await run('simulate', ...sizes, '--out', `${out}.json`, '--orders', `${out}.csv`);
    expect(answer).toMatchObject({ code: 0, error: '' });
    expect(answer.out).toContain(`3 chats: ${out}.json`);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['made.json', 'made.csv']));
  });

  it.each([
    [['--members', 'many'], '--members: many is not allowed'],
    [['--groups', '0'], '--groups: 0 is not allowed'],
    [['--start', 'yesterday'], '"start" must be a day such as 2026-01-31, not yesterday'],
  ])('refuses %j', async (words, sentence) => {
    const answer = await run('simulate', ...words, '--out', path.join(folder, 'never.json'));
    expect(answer).toMatchObject({ code: 1, error: expect.stringContaining(sentence) });
    expect(await readdir(folder)).not.toContain('never.json');
  });
});

describe('the documents', () => {
  const ROOT = path.resolve(__dirname, '../../../..');
  const documents = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'].concat(
    readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((at) => at.endsWith('.md'))
      .map((at) => path.join('docs', at)),
  );
  const lines = documents.flatMap((at) => {
    const text = readFileSync(path.join(ROOT, at), 'utf8');
    return [...text.matchAll(/(?:npm run community --|nocobase community|`community) ([^`\n]+)/g)].map(
      ([, line]) => line,
    );
  });

  it('name only verbs and options that there are', () => {
    const known = new Map(
      commands().commands.map((command) => [
        command.name(),
        (command as unknown as WithOptions).options.map(({ long }) => long),
      ]),
    );
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) {
      const [verb, ...words] = line.split(/\s+/);
      if (/^[<…]/.test(verb)) continue;
      expect([line, known.has(verb.replace(/,$/, ''))]).toEqual([line, true]);
      const options = words.filter((word) => word.startsWith('--'));
      expect(options.filter((option) => !known.get(verb)?.includes(option))).toEqual([]);
    }
  });
});
