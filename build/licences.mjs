// The bundles carry code of other people: their licences ask that notice and text come along.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

const NOTICES = 'THIRD-PARTY-LICENSES.txt';

const TEXTS = /^(licen[cs]e|copying|notice)([-.].*)?$/i;
const MODULES = `${path.sep}node_modules${path.sep}`;

/** The folder of the package that a file is part of; null = it is of this repository. */
function packageFolder(file) {
  const at = file.lastIndexOf(MODULES);
  if (at < 0) return null;
  const parts = file.slice(at + MODULES.length).split(path.sep);
  const folder = path.join(file.slice(0, at + MODULES.length), ...parts.slice(0, parts[0].startsWith('@') ? 2 : 1));
  // workspaces are links to this repository's own packages
  return path.relative(fs.realpathSync(root), fs.realpathSync(folder)).startsWith('node_modules') ? folder : null;
}

function notice(folder) {
  const { name, version, license, licenses, homepage, repository } = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const stated = [license, licenses].flat().map((one) => one?.type ?? one);
  const terms = stated.filter(Boolean).join(', ');
  const files = fs.readdirSync(folder).filter((file) => TEXTS.test(file) && !/\.(js|ts|json)$/.test(file));
  const texts = files.sort().map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim());
  if (!terms && !texts.length) throw new Error(`${name} ${version} says nowhere under which licence it may be used.`);
  const source = homepage ?? repository?.url ?? repository ?? '';
  const body = texts.length ? texts.join('\n\n') : 'The package states this licence and brings no text of it.';
  return { name, version, text: `${name} ${version}\n${[terms, source].filter(Boolean).join('\n')}\n\n${body}\n` };
}

/**
 * Writes beside a bundle which packages of others it holds, each with its licence.
 *
 * @param folder of the bundle
 * @param files absolute paths of everything that was put into it
 */
export function writeNotices(folder, files) {
  const folders = new Set([...files].map(packageFolder).filter(Boolean));
  const notices = [...folders]
    .map(notice)
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
  const once = [...new Map(notices.map((one) => [`${one.name} ${one.version}`, one])).values()];
  if (!once.length) return;
  const head = `This bundle contains ${once.length} packages of others. Their licences follow.\n`;
  const rule = `\n${'-'.repeat(80)}\n\n`;
  fs.writeFileSync(path.join(folder, NOTICES), [head, ...once.map(({ text }) => text)].join(rule));
}
