import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatVariables } from './environment';
import type { Variables } from './environment';
import type { HostLayout } from './layout';

/**
 * Makes the working directory the host's command line asks for; repeating it changes nothing. The host reads `.env` there, stops without
 * `.env.e2e.example`, and calls itself through the `nocobase` script of package.json.
 */
export function prepareDirectory(layout: HostLayout, variables: Variables): void {
  mkdirSync(path.dirname(layout.database), { recursive: true });
  mkdirSync(path.join(layout.storage, 'plugins'), { recursive: true });
  mkdirSync(layout.packages, { recursive: true });
  write(path.join(layout.directory, '.env'), formatVariables(variables));
  write(path.join(layout.directory, '.env.e2e.example'), '');
  write(path.join(layout.directory, '.env.test.example'), '');
  const manifest = { name: 'community-host', private: true, scripts: { nocobase: 'nocobase-v1' } };
  write(path.join(layout.directory, 'package.json'), `${JSON.stringify(manifest)}\n`);
  link(path.join(layout.root, 'node_modules', '@nocobase'), path.join(layout.packages, '@nocobase'));
}

/** Makes a directory link (a junction on Windows, which needs no rights) unless it is there. */
export function link(target: string, at: string): void {
  if (existsSync(at)) return;
  rmSync(at, { recursive: true, force: true });
  mkdirSync(path.dirname(at), { recursive: true });
  symlinkSync(target, at, 'junction');
}

function write(file: string, content: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== content) writeFileSync(file, content);
}
