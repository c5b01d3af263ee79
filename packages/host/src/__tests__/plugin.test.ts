import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hostLayout } from '../layout';
import type { HostLayout } from '../layout';
import { placePlugin } from '../plugin';
import { prepareDirectory } from '../prepare';

let root: string;
let layout: HostLayout;

function write(file: string, content: string) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'community-host-'));
  layout = hostLayout(root);
  write('package.json', JSON.stringify({ name: '@scope/plugin-x', files: ['dist', 'client.js', 'absent.md'] }));
  write('node_modules/@nocobase/server/package.json', '{}');
  write('src/server/index.ts', 'source');
  write('client.js', 'marker');
  write('dist/server/index.js', 'one');
  prepareDirectory(layout, { APP_PORT: '1' });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a working directory', () => {
  it('has what the command line of the host asks for', () => {
    for (const file of ['.env', '.env.e2e.example', '.env.test.example', 'package.json', 'packages/@nocobase']) {
      expect(existsSync(path.join(layout.directory, file))).toBe(true);
    }
    expect(existsSync(path.join(layout.packages, '@nocobase/server/package.json'))).toBe(true);
  });

  it('can be prepared again', () => {
    prepareDirectory(layout, { APP_PORT: '2' });
    expect(readFileSync(path.join(layout.directory, '.env'), 'utf8')).toBe('APP_PORT=2\n');
  });
});

describe('the placed plugin', () => {
  it('is what would be published, and is found under its name', () => {
    placePlugin(layout);
    const place = path.join(layout.packages, '@scope/plugin-x');
    expect(realpathSync(place)).toBe(realpathSync(path.join(layout.storage, 'plugins/@scope/plugin-x')));
    expect(readFileSync(path.join(place, 'dist/server/index.js'), 'utf8')).toBe('one');
    expect(existsSync(path.join(place, 'client.js'))).toBe(true);
    expect(existsSync(path.join(place, 'src'))).toBe(false);
  });

  it('has a fingerprint that changes with its server code only', () => {
    const first = placePlugin(layout);
    write('dist/client/index.js', 'browser');
    expect(placePlugin(layout)).toBe(first);
    write('dist/server/index.js', 'two');
    expect(placePlugin(layout)).not.toBe(first);
  });

  it('loses files that are no longer built', () => {
    write('dist/server/collections/old.js', '');
    placePlugin(layout);
    rmSync(path.join(root, 'dist/server/collections'), { recursive: true });
    placePlugin(layout);
    expect(existsSync(path.join(layout.packages, '@scope/plugin-x/dist/server/collections'))).toBe(false);
  });

  it('cannot be placed before it is built', () => {
    rmSync(path.join(root, 'dist'), { recursive: true });
    expect(() => placePlugin(layout)).toThrow('npm run build');
  });
});
