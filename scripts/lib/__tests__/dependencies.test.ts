import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULE = pathToFileURL(path.join(__dirname, '../dependencies.mjs')).href;

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'dependencies-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the scripts, which run without any dependency, think of a folder. */
function judged(): { installed: boolean; cutOff: boolean } {
  const code = `const { isInstalled, wasCutOff } = await import(${JSON.stringify(MODULE)});
    const folder = ${JSON.stringify(folder)};
    console.log(JSON.stringify({ installed: isInstalled(folder), cutOff: wasCutOff(folder) }));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }));
}

const lock = (version: string) => JSON.stringify({ packages: { '': {}, 'node_modules/one': { version } } });

function write(name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

test('a fresh clone is neither installed nor cut off', () => {
  write('package-lock.json', lock('1.0.0'));
  expect(judged()).toEqual({ installed: false, cutOff: false });
  mkdirSync(path.join(folder, 'node_modules/.cache'), { recursive: true });
  expect(judged()).toEqual({ installed: false, cutOff: false });
});

test('what npm noted at its end is compared with the lockfile', () => {
  write('package-lock.json', lock('1.0.0'));
  write('node_modules/one/package.json', '{}');
  write('node_modules/.package-lock.json', lock('1.0.0'));
  expect(judged()).toEqual({ installed: true, cutOff: false });
  write('package-lock.json', lock('1.1.0'));
  expect(judged()).toEqual({ installed: false, cutOff: false });
});

test('packages without what npm notes at its end were left by one that was killed', () => {
  write('package-lock.json', lock('1.0.0'));
  write('node_modules/one/package.json', '{}');
  expect(judged()).toEqual({ installed: false, cutOff: true });
});

test('an update that was killed counts as cut off, whatever npm noted before', () => {
  write('package-lock.json', lock('1.0.0'));
  write('node_modules/one/package.json', '{}');
  write('node_modules/.package-lock.json', lock('1.0.0'));
  write('node_modules/.community-crm-installing', '');
  expect(judged()).toEqual({ installed: false, cutOff: true });
});
