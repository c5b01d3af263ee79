import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort, Host } from '@community-crm/host';
import type { RunningHost } from '@community-crm/host';
import type { HeatmapAnswer } from '../src/common/heatmap';
import { Api } from './support/api';
import { ROOT } from './support/product';

const NAME = 'e2e-package';
const MINUTES = 60_000;

let host: Host;
let server: RunningHost | undefined;
let api: Api;

/** What Telegram Desktop writes for one group: three people, five messages, of which one is a reply. */
function smallExport() {
  const people = ['Ann', 'Bob', 'Cem'];
  const messages = [0, 1, 2, 0, 1].map((person, index) => ({
    id: index + 1,
    type: 'message',
    date: `2026-01-0${index + 1}T10:00:00`,
    date_unixtime: String(Date.UTC(2026, 0, index + 1, 10) / 1000),
    from: people[person],
    from_id: `user${1001 + person}`,
    ...(index === 3 ? { reply_to_message_id: 2 } : {}),
    text: 'Hello',
    text_entities: [{ type: 'plain', text: 'Hello' }],
  }));
  return { name: 'Small group', type: 'private_supergroup', id: 1234567890, messages };
}

beforeAll(async () => {
  execFileSync(process.execPath, [path.join(ROOT, 'scripts/package.mjs')], { cwd: ROOT, stdio: 'pipe' });
  const file = packedFile();
  host = new Host({ root: ROOT, name: NAME, variables: { APP_PORT: String(await freePort()) } });
  host.remove();
  host.prepare();
  await host.install();
  await host.run('pm', 'add', file);
  await host.run('pm', 'enable', '@community-crm/plugin-telegram-community');
  const history = path.join(host.layout.directory, 'result.json');
  writeFileSync(history, JSON.stringify(smallExport()));
  await host.run('community', 'import', history);
  server = host.start();
  await server.ready();
  api = new Api(server.url, await server.token());
}, 10 * MINUTES);

afterAll(async () => {
  await server?.stop();
  host?.remove();
}, MINUTES);

function packedFile(): string {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return path.join(ROOT, 'build/out', `community-crm-plugin-telegram-community-${version}.tgz`);
}

describe('the package in a NocoBase that never saw this repository', () => {
  it('is enabled', async () => {
    const plugins = await api.get<{ packageName: string; enabled: boolean }[]>('pm:list');
    const ours = plugins.find(({ packageName }) => packageName === '@community-crm/plugin-telegram-community');
    expect(ours?.enabled).toBe(true);
  });

  it('serves its browser code to both shells', async () => {
    for (const action of ['pm:listEnabled', 'pm:listEnabledV2']) {
      const enabled = await api.get<{ packageName: string; url: string }[]>(action);
      const address = enabled.find(({ packageName }) => packageName.startsWith('@community-crm/'))?.url;
      const answer = await fetch(`${server?.url}${address}`);
      expect(answer.status).toBe(200);
    }
  });

  it('tells whose code it carries, with the licences', async () => {
    const enabled = await api.get<{ packageName: string; url: string }[]>('pm:listEnabledV2');
    const address = enabled.find(({ packageName }) => packageName.startsWith('@community-crm/'))?.url ?? '';
    const served = await fetch(`${server?.url}${address.replace(/index\.js.*$/, 'THIRD-PARTY-LICENSES.txt')}`);
    const browser = await served.text();
    const ofServer = readFileSync(path.join(ROOT, 'dist/server/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const [text, names] of [
      [browser, ['@ant-design/plots', '@antv/g2', 'd3-shape']],
      [ofServer, ['telegraf', '@streamparser/json', 'graphology']],
    ] as const)
      for (const name of names) expect(text).toMatch(new RegExp(`^-+\n\n${name} \\d+\\.\\d+`, 'm'));
    expect(ofServer).toContain('Permission is hereby granted, free of charge');
    expect(ofServer).not.toContain('@nocobase/');
  });

  it('counts an imported history exactly', async () => {
    const answer = await api.get<HeatmapAnswer>('communityAnalytics:heatmap');
    expect(answer.groups.map(({ title }) => title)).toEqual(['Small group']);
    expect(answer.members.map(({ name }) => name).sort()).toEqual(['Ann', 'Bob', 'Cem']);
    const posts = answer.members.map((member, row) => {
      const cell = answer.cells.member.indexOf(row);
      return [member.name, answer.cells.posts[cell]];
    });
    expect(Object.fromEntries(posts)).toEqual({ Ann: 2, Bob: 2, Cem: 1 });
  });
});
