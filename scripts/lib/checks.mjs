import fs from 'node:fs';
import path from 'node:path';

import { tool } from './commands.mjs';
import { root } from './paths.mjs';

const passed = ({ code, output }) => ({ ok: code === 0, output });

/** The checks that need no running code: each answers `{ ok, output }`. */
export const CHECKS = {
  'types of the browser code': () => typeCheck('tsconfig.client.json'),
  'types of the server code': () => typeCheck('tsconfig.server.json'),
  'types of the libraries': () => typeCheck('tsconfig.tools.json'),
  'rules (ESLint)': async () => passed(await tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0', '--no-color'])),
  'format (Prettier)': async () =>
    passed(await tool('prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn', '--no-color'])),
  'import order (dependency-cruiser)': async () =>
    passed(await tool('dependency-cruiser/bin/dependency-cruise.mjs', ['src', 'packages', '--output-type', 'err'])),
  'texts in every language': () => compareLocales(),
};

const typeCheck = async (project) =>
  passed(await tool('typescript/bin/tsc', ['--project', project, '--pretty', 'false']));

/** Every language has the same keys, none empty, and the same {{placeholders}} in each text. */
function compareLocales() {
  const folder = path.join(root, 'src', 'locale');
  const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const texts = Object.fromEntries(
    files.map((name) => [name, JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))]),
  );
  const complaints = ['en-US.json', 'zh-CN.json']
    .filter((name) => !files.includes(name))
    .map((name) => `${name} is missing`);
  const keys = [...new Set(files.flatMap((name) => Object.keys(texts[name])))];
  for (const key of keys) {
    for (const name of files) {
      if (!texts[name][key]) complaints.push(`${name} has no text for "${key}"`);
      else if (placeholders(texts[name][key]) !== placeholders(texts['en-US.json']?.[key] ?? texts[name][key])) {
        complaints.push(`${name} and en-US.json differ in the placeholders of "${key}"`);
      }
    }
  }
  return { ok: complaints.length === 0, output: complaints.join('\n') };
}

const placeholders = (text) => [...new Set(text.match(/{{\s*[\w.]+\s*}}/g) ?? [])].sort().join();
