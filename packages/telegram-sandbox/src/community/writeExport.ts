import { appendFile, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { SimulatedGroup } from './groups';
import type { CommunityOptions } from './options';
import { simulateCommunity } from './simulate';

/** What has been written. */
export interface WrittenExport {
  chats: number;
  /** Messages of every type. */
  messages: number;
  bytes: number;
}

export interface WriteExportExtras {
  /** Called after each day. */
  onProgress?: (daysDone: number, days: number) => void;
  /** Stops between two days; nothing is left behind. */
  signal?: AbortSignal;
}

const FLUSH_CHARACTERS = 64 * 1024;
const HEAD =
  '{\n "about": "Here is the data you requested. Remember: Telegram is ad free, it doesn\'t use your data.",\n' +
  ' "chats": {\n  "about": "This page lists all chats from this export.",\n  "list": [';
const TAIL = '\n  ]\n }\n}';

/**
 * Writes the life of a community as the `result.json` of a whole-account export, as Telegram Desktop writes it.
 * Days are composed for all chats together but the file is ordered by chat, so each chat is first written beside
 * the target; memory stays flat. The target appears at the end, whole; an existing file is replaced.
 *
 * @throws RangeError for options that make no sense; the file system's error; the signal's reason
 */
export async function writeTelegramExport(
  options: CommunityOptions,
  filePath: string,
  extras: WriteExportExtras = {},
): Promise<WrittenExport> {
  const community = simulateCommunity(options);
  const target = resolve(filePath);
  const folder = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    const parts = community.groups.map((group) => new ChatPart(group, join(folder, `${group.index}.json`)));
    let day = 0;
    for (const chatDay of community.chatDays()) {
      if (chatDay.day !== day) {
        day = chatDay.day;
        extras.onProgress?.(day, community.plan.days);
        extras.signal?.throwIfAborted();
      }
      const part = parts[chatDay.group.index];
      chatDay.messages.forEach((message) => part.add(message));
      await part.flush(FLUSH_CHARACTERS);
    }
    const whole = join(folder, 'result.json');
    const bytes = await joinParts(parts, whole);
    await rename(whole, target);
    extras.onProgress?.(community.plan.days, community.plan.days);
    return { chats: parts.length, messages: parts.reduce((sum, part) => sum + part.count, 0), bytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One chat on its way to the file. */
class ChatPart {
  count = 0;
  private pending = '';

  constructor(
    readonly group: SimulatedGroup,
    readonly path: string,
  ) {}

  add(message: object): void {
    const text = JSON.stringify(message, null, 1).replaceAll('\n', '\n    ');
    this.pending += `${this.count === 0 ? '' : ','}\n    ${text}`;
    this.count += 1;
  }

  async flush(threshold: number): Promise<void> {
    if (this.pending.length >= threshold) {
      const text = this.pending;
      this.pending = '';
      await appendFile(this.path, text);
    }
  }
}

async function joinParts(parts: readonly ChatPart[], path: string): Promise<number> {
  const file = await open(path, 'w');
  try {
    await file.write(HEAD);
    for (const [index, part] of parts.entries()) {
      const { title, type, id } = part.group;
      const head = { name: title, type, id };
      const opening = JSON.stringify(head, null, 1).slice(0, -2).replaceAll('\n', '\n   ');
      await file.write(`${index === 0 ? '' : ','}\n   ${opening},\n    "messages": [`);
      await part.flush(0);
      await copyInto(file, part.path);
      await file.write('\n    ]\n   }');
    }
    await file.write(TAIL);
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function copyInto(file: FileHandle, path: string): Promise<void> {
  for await (const chunk of createReadStream(path, { highWaterMark: FLUSH_CHARACTERS })) {
    await file.write(chunk as Buffer);
  }
}
