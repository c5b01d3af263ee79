import { open, type FileHandle } from 'node:fs/promises';
import { trailer, type StagedChat, type StagedRow } from './stageFormat';

const FLUSH_AT = 256 * 1024;
const ACTORS_PER_LINE = 500;

/** Writes a staged import; see stageFormat.ts. Rows are collected and go to disk when `flush` is awaited. */
export class StageWriter {
  private pending: string[] = [];
  private pendingLength = 0;
  private written = 0;
  private chat = -1;

  private constructor(private readonly handle: FileHandle) {}

  /** @param path a new file; one that exists is an error, so that two imports never share it */
  static async create(path: string): Promise<StageWriter> {
    return new StageWriter(await open(path, 'wx', 0o600));
  }

  /** True when enough has been collected for `flush` to be worth it. */
  get full(): boolean {
    return this.pendingLength >= FLUSH_AT;
  }

  row(chat: number, row: StagedRow): void {
    if (chat !== this.chat) {
      this.chat = chat;
      this.line(String(chat));
    }
    const [kind, message, n, actor, at, editedAt, length, flags, reply, thread, fingerprint, forward, payload, text] =
      row;
    this.line(
      `[${kind},${message},${n},${actor},${at},${editedAt},${length},${flags},${reply},${thread},` +
        `${fingerprint === 0 ? '0' : `"${fingerprint}"`},${forward === 0 ? '0' : JSON.stringify(forward)},` +
        `${payload === 0 ? '0' : JSON.stringify(payload)}${text ? `,${JSON.stringify(text)}` : ''}]`,
    );
  }

  async flush(): Promise<void> {
    if (!this.pending.length) return;
    const bytes = Buffer.from(this.pending.join(''), 'utf8');
    this.pending = [];
    this.pendingLength = 0;
    let done = 0;
    while (done < bytes.length) done += (await this.handle.write(bytes, done)).bytesWritten;
    this.written += bytes.length;
  }

  /** Adds what was learnt from the whole file and closes. */
  async finish(actors: Iterable<[number, string | null] | null>, chats: Iterable<StagedChat>): Promise<void> {
    await this.flush();
    const tail = this.written;
    let some: Array<[number, string | null] | null> = [];
    for (const actor of actors) {
      some.push(actor);
      if (some.length === ACTORS_PER_LINE) {
        this.line(JSON.stringify({ actors: some }));
        some = [];
        if (this.full) await this.flush();
      }
    }
    this.line(JSON.stringify({ actors: some }));
    for (const chat of chats) {
      this.line(JSON.stringify({ chat }));
      if (this.full) await this.flush();
    }
    this.pending.push(trailer(tail));
    await this.flush();
    await this.close();
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  private line(text: string): void {
    this.pending.push(text, '\n');
    this.pendingLength += text.length;
  }
}
