import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ProcessTree } from '../processes';

const folder = mkdtempSync(path.join(os.tmpdir(), 'community-host-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = (script: string, onOutput?: (text: string) => void) =>
  new ProcessTree(process.execPath, ['-e', script], { cwd: folder, env: process.env, onOutput });

/** A process that starts another one, which writes into a file again and again for a minute. */
const parentOf = (file: string) => `
  const child = 'setInterval(() => require("fs").appendFileSync("${file}", "."), 10); setTimeout(process.exit, 60000)';
  require('child_process').spawn(process.execPath, ['-e', child], { stdio: 'inherit' });
  setTimeout(() => {}, 60000);
`;

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a process tree', () => {
  it('ends with the code of its process and keeps the end of its output', async () => {
    const heard: string[] = [];
    const tree = node('console.log("out"); console.error("err"); process.exitCode = 3', (text) => heard.push(text));
    expect(await tree.exit).toBe(3);
    expect(tree.output.split('\n').sort()).toEqual(['', 'err', 'out']);
    expect(heard.join('')).toHaveLength(tree.output.length);
  });

  it('is stopped with everything it started', async () => {
    const file = path.join(folder, 'beats');
    const tree = node(parentOf('beats'));
    while (!existsSync(file)) await sleep(20);
    await tree.stop();
    const beats = statSync(file).size;
    await sleep(200);
    expect(statSync(file).size).toBe(beats);
    expect(await tree.exit).toBe(1);
  });

  it('is killed when it does not listen', async () => {
    const tree = node('process.on("SIGTERM", () => {}); console.log("up"); setTimeout(() => {}, 60000)');
    while (!tree.output.includes('up')) await sleep(20);
    await tree.stop(100);
    expect(await tree.exit).toBe(1);
  });

  it('says when its program does not exist', async () => {
    const tree = new ProcessTree(path.join(folder, 'absent'), [], { cwd: folder, env: process.env });
    await expect(tree.exit).rejects.toThrow('ENOENT');
  });
});
