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
