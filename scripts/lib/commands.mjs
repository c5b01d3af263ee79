import { spawn } from 'node:child_process';
import path from 'node:path';

import { root } from './paths.mjs';

const running = new Set();

/** Ends the children that still run; for when this process is interrupted. */
export function stopCommands() {
  for (const child of running) child.kill('SIGTERM');
}

/** A child process of this one, run to its end: `{ code, output }`. `print` also shows the output as it comes. */
export function command(file, args, { print = false, env = process.env, cwd = root, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    running.add(child);
    let output = '';
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (print) target.write(text);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Runs a JavaScript file of a package in node_modules, which works the same on every system. */
export const tool = (file, args, options) =>
  command(process.execPath, [path.join(root, 'node_modules', file), ...args], options);

/** Runs npm: the one that runs us, or the one on the path. */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return command(process.execPath, [script, ...args], options);
  return command('npm', args, { ...options, shell: process.platform === 'win32' });
}
