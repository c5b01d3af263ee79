import { open, type FileHandle } from 'node:fs/promises';

const FLUSH_AT = 256 * 1024;

/** A new text file, written line by line in large pieces. */
export class LineFile {
  private pending: string[] = [];
  private length = 0;

  private constructor(private readonly handle: FileHandle) {}

  /** @param path a new file; one that exists is an error, so that two imports never share it */
  static async create(path: string): Promise<LineFile> {
    return new LineFile(await open(path, 'wx', 0o600));
  }

  async line(text: string): Promise<void> {
    this.pending.push(text, '\n');
    this.length += text.length;
    if (this.length >= FLUSH_AT) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.pending.join('');
    this.pending = [];
    this.length = 0;
    if (text) await this.handle.appendFile(text, 'utf8');
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
