import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../../..');
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** What `npm <word>` does without a script of that name. */
const OWN_VERBS = ['install', 'ci'];

const DOCUMENTS = [
  ...readdirSync(ROOT).filter((file) => /^(README.*|CONTRIBUTING|CHANGELOG)\.md$/.test(file)),
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
].sort();

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const FENCE = /^```[^\n]*\n([\s\S]*?)^```$/gm;

const blocks = (text: string): string[] => [...text.matchAll(FENCE)].map(([, code]) => code);
const outside = (text: string): string => text.replace(FENCE, '');
const codeOf = (text: string): string[] => [
  ...blocks(text),
  ...[...outside(text).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code),
];

function commandsOf(text: string): string[] {
  return codeOf(text).flatMap((code) =>
    [...code.matchAll(/(?:^|\s)npm (run )?([a-z][\w:-]*)/g)]
      .filter(([, run, word]) => run || !OWN_VERBS.includes(word))
      .map(([, , word]) => word),
  );
}

function targetsOf(text: string): string[] {
  const plain = outside(text).replace(/`[^`\n]*`/g, '');
  return [...plain.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((t) => !/^(https?:|mailto:)/.test(t));
}

/** The anchor that a heading gets where the documents are read. */
const anchor = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const headings = (text: string): string[] => [...outside(text).matchAll(/^(#+) (.+)$/gm)].map(([, , title]) => title);
const outline = (text: string): number[] => [...outside(text).matchAll(/^(#+) /gm)].map(([, marks]) => marks.length);

it('finds the documents', () => {
  expect(DOCUMENTS).toEqual(expect.arrayContaining(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md']));
  expect(DOCUMENTS.length).toBeGreaterThan(15);
});

describe.each(DOCUMENTS)('%s', (file) => {
  it('names only commands that exist', () => {
    expect(commandsOf(read(file)).filter((name) => !(name in scripts))).toEqual([]);
  });

  it('links only to what exists', () => {
    const missing = targetsOf(read(file)).filter((target) => {
      const [to, fragment] = target.split('#');
      const at = to ? path.join(path.dirname(file), decodeURIComponent(to)) : file;
      if (!existsSync(path.join(ROOT, at))) return true;
      return fragment !== undefined && !headings(read(at)).map(anchor).includes(decodeURIComponent(fragment));
    });
    expect(missing).toEqual([]);
  });
});

/** What a command line of the documents names of this checkout: Jest's projects and paths, benchmarks. */
describe('the command lines in the documents', () => {
  const lines = DOCUMENTS.flatMap((file) => blocks(read(file)).flatMap((code) => code.split('\n'))).map((line) =>
    line.replace(/\s#.*$/, '').trim(),
  );
  const wordsAfter = (start: RegExp) =>
    lines.filter((line) => start.test(line)).map((line) => line.replace(start, '').trim().split(/\s+/).filter(Boolean));

  it('name projects and paths that Jest knows', () => {
    const projects = ['unit', 'client', 'e2e', 'resilience'];
    const config = read('jest.config.cjs');
    for (const words of wordsAfter(/^(?:[A-Z_]+=\S+ )*npx jest/)) {
      const [flag, project, ...rest] = words[0] === '--selectProjects' ? words : ['', '', ...words];
      if (flag) expect([projects.includes(project), config.includes(`'${project}'`)]).toEqual([true, true]);
      const everywhere = ['src', 'packages'].flatMap((folder) =>
        readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((at) => path.join(folder, at)),
      );
      for (const pattern of rest) expect(everywhere.some((at) => at.includes(pattern))).toBe(true);
    }
  });

  it('name benchmarks and browser tests that exist', () => {
    for (const [suite] of wordsAfter(/^npm run bench --/)) {
      expect(existsSync(path.join(ROOT, 'benchmarks/suites', `${suite}.ts`))).toBe(true);
    }
    for (const [test] of wordsAfter(/^npm run test:e2e --/)) {
      expect(existsSync(path.join(ROOT, 'e2e', `${test}.e2e.test.ts`))).toBe(true);
    }
  });

  it('name the file that "npm run package" writes', () => {
    const { name, version } = JSON.parse(read('package.json')) as { name: string; version: string };
    const packed = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
    const named = DOCUMENTS.flatMap((file) => read(file).match(/[\w./-]+\.tgz/g) ?? []).map((at) => path.basename(at));
    expect(named.length).toBeGreaterThan(0);
    expect([...new Set(named)]).toEqual([packed]);
  });
});

describe.each([
  ['README.md', 'en-US'],
  ['README.zh-CN.md', 'zh-CN'],
])('%s', (file, language) => {
  const texts = JSON.parse(read(`src/locale/${language}.json`)) as Record<string, string>;

  it('names every block by its label', () => {
    const labels = readdirSync(path.join(ROOT, 'src/client-v2'), { recursive: true, encoding: 'utf8' })
      .filter((at) => at.endsWith('BlockModel.tsx'))
      .flatMap((at) => /define\(\{ label: tExpr\('([^']+)'\)/.exec(read(path.join('src/client-v2', at)))?.[1] ?? []);
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.filter((label) => !read(file).includes(`_${texts[label]}_`))).toEqual([]);
  });

  it('shows the folders of the server as they are', () => {
    const tree = blocks(read(file)).find((code) => code.startsWith('src/server/')) ?? '';
    const inServer = tree.slice(0, tree.indexOf('src/client-v2/'));
    const shown = [...inServer.matchAll(/^ {2}(\S+\/(?: {1,2}\S+\/)*)/gm)].flatMap(([, names]) => names.split(/\s+/));
    const there = readdirSync(path.join(ROOT, 'src/server'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== '__tests__')
      .map(({ name }) => `${name}/`);
    expect([...shown].sort()).toEqual([...there].sort());
  });
});

describe('the two READMEs', () => {
  const [english, chinese] = [read('README.md'), read('README.zh-CN.md')];

  it('have the same headings by level', () => {
    expect(outline(chinese)).toEqual(outline(english));
  });

  it('have the same number of code blocks', () => {
    expect(blocks(chinese)).toHaveLength(blocks(english).length);
  });

  it('show the same commands, pictures and pages', () => {
    const sorted = (list: string[]) => [...list].sort();
    expect(sorted(commandsOf(chinese))).toEqual(sorted(commandsOf(english)));
    const others = (text: string) => targetsOf(text).filter((target) => !/^README/.test(target));
    expect(sorted(others(chinese))).toEqual(sorted(others(english)));
  });
});
