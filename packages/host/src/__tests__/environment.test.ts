import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { formatVariables, hostVariables, parseVariables, processEnvironment } from '../environment';
import { hostLayout } from '../layout';
import type { HostLayout } from '../layout';

describe('an .env file', () => {
  it('is read with quotes, comments and blank lines as everybody writes them', () => {
    const text = [
      '# port',
      'APP_PORT=13001 # ours',
      '',
      'NAME="two words # kept"',
      "export KEY='x'",
      'EMPTY=',
      'no line',
    ];
    expect(parseVariables(text.join('\r\n'))).toEqual({
      APP_PORT: '13001',
      NAME: 'two words # kept',
      KEY: 'x',
      EMPTY: '',
    });
  });

  it('is written so that it reads back the same', () => {
    const variables = { A: '1', B: 'two words', C: 'a#b' };
    expect(parseVariables(formatVariables(variables))).toEqual(variables);
  });
});

describe('the variables of a host', () => {
  let root: string;
  let layout: HostLayout;

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'community-host-'));
    layout = hostLayout(root);
    mkdirSync(layout.directory, { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('fall back to a SQLite host on port 13000', () => {
    expect(hostVariables(layout, {}, {})).toMatchObject({ APP_PORT: '13000', DB_DIALECT: 'sqlite' });
  });

  it('come from the defaults, the .env of the checkout, the process and the caller, the later outweighing', () => {
    writeFileSync(
      path.join(root, '.env'),
      'APP_PORT=1\nINIT_APP_LANG=zh-CN\nDB_DIALECT=postgres\nTELEGRAM_BOT_TOKEN=t\n',
    );
    const variables = hostVariables(layout, { INIT_APP_LANG: 'de-DE' }, { APP_PORT: '2', HOME: '/home' });
    expect(variables).toMatchObject({
      APP_PORT: '2',
      INIT_APP_LANG: 'de-DE',
      DB_DIALECT: 'postgres',
      TELEGRAM_BOT_TOKEN: 't',
    });
    expect(variables).not.toHaveProperty('HOME');
  });

  it('keep the key of an existing host', () => {
    const fresh = hostVariables(layout, {}, {}).APP_KEY;
    expect(fresh).toMatch(/^[0-9a-f]{48}$/);
    writeFileSync(path.join(layout.directory, '.env'), `APP_KEY=${fresh}\n`);
    expect(hostVariables(layout, {}, {}).APP_KEY).toBe(fresh);
  });

  it('reach a child process without what the surrounding test or npm run set up', () => {
    const outer = {
      PATH: '/bin',
      NODE_OPTIONS: '--inspect',
      JEST_WORKER_ID: '1',
      npm_config_x: 'y',
      API_BASE_PATH: '/',
    };
    const environment = processEnvironment(layout, { APP_PORT: '5' }, outer);
    expect(environment).toMatchObject({ APP_PORT: '5', NODE_ENV: 'production', STORAGE_PATH: layout.storage });
    expect(environment.PATH).toContain(path.join(root, 'node_modules', '.bin'));
    for (const name of ['NODE_OPTIONS', 'JEST_WORKER_ID', 'npm_config_x', 'API_BASE_PATH']) {
      expect(environment).not.toHaveProperty(name);
    }
  });
});
