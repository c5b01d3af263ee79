import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Problem } from './steps.mjs';

/** Clocks and uptimes are rounded; a computer does not start twice within this time. */
const SAME_BOOT_MS = 60_000;

const bootedAt = () => Date.now() - os.uptime() * 1000;

/**
 * One `npm start` at a time in a working directory: the file says which process works there, on which port, and which child does the
 * work. A claim of a process that has ended counts no more.
 */
export class Claim {
  #file;
  #held = {};

  constructor(folder) {
    this.#file = path.join(folder, 'running.json');
  }

  /** @throws Problem when another start is at work here, or has been killed and left its child behind */
  take(port) {
    const other = this.#read();
    if (other && isAlive(other.pid)) {
      throw new Problem(
        other.ready
          ? `It is running already, at http://localhost:${other.port} (process ${other.pid}).`
          : `Another "npm start" is at work here (process ${other.pid}). Wait until it is ready, or stop it.`,
      );
    }
    if (other?.child && isAlive(other.child, { group: true })) {
      throw new Problem(
        `An earlier "npm start" was killed and has left process ${other.child} at work. Stop it and start again: ${howToStop(other.child)}`,
      );
    }
    this.note({ pid: process.pid, port, bootedAt: bootedAt() });
  }

  /** Adds to what the file says: the child at work, or that the server is ready. */
  note(more) {
    Object.assign(this.#held, more);
    fs.mkdirSync(path.dirname(this.#file), { recursive: true });
    fs.writeFileSync(this.#file, JSON.stringify(this.#held));
  }

  /** Gives the directory back, if this process has it. */
  release() {
    if (this.#held.pid) fs.rmSync(this.#file, { force: true });
    this.#held = {};
  }

  /** What another process wrote since the computer was started: numbers of processes are given anew after that. */
  #read() {
    try {
      const other = JSON.parse(fs.readFileSync(this.#file, 'utf8'));
      return Math.abs(other.bootedAt - bootedAt()) < SAME_BOOT_MS ? other : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Whether a process lives; `group`: or any that it has started. */
function isAlive(pid, { group = false } = {}) {
  try {
    return process.kill(group && process.platform !== 'win32' ? -pid : pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const howToStop = (pid) => (process.platform === 'win32' ? `taskkill /pid ${pid} /T /F` : `kill -- -${pid}`);
