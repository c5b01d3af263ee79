import { byteOrderMarkLength, refuseWideEncoding, Utf8Check } from '../encoding';
import { ImportError } from '../importError';
import { ExportDocument, type ExportHandler } from './document';
import { tokenizerFault } from './jsonFault';
import { MessageScanner } from './messageScanner';
import { Tokenizer } from './tokens';

const OPEN_LIST = 0x5b;

/**
 * Reads an export chunk by chunk: the frame around the messages token by token, the messages in bulk. All of it is
 * checked to be UTF-8 and JSON. At most a chunk and one message are in memory.
 */
export class ExportParser {
  private readonly document: ExportDocument;
  private readonly tokenizer = new Tokenizer();
  private readonly utf8 = new Utf8Check();
  private scanner: MessageScanner | null = null;
  private position = 0;
  /** How much further the file is than the tokenizer, which does not see everything. */
  private unseen = 0;

  constructor(private readonly handler: ExportHandler) {
    this.document = new ExportDocument(handler);
    this.tokenizer.onToken = this.document.token;
  }

  /** @throws ImportError */
  push(chunk: Buffer): void {
    let from = 0;
    if (this.position === 0) {
      from = checkHead(chunk);
      this.unseen = from;
    }
    this.utf8.push(chunk);
    while (from < chunk.length) from = this.scanner ? this.inside(chunk, from) : this.outside(chunk, from);
    this.position += chunk.length;
  }

  /**
   * The file is at its end.
   *
   * @throws ImportError TRUNCATED, EMPTY_FILE, NOT_TELEGRAM
   */
  end(): void {
    const { document } = this;
    if (document.complete) {
      if (!document.recognised) throw new ImportError('NOT_TELEGRAM', { reason: 'it holds no chats' });
      return;
    }
    if (document.started) throw new ImportError('TRUNCATED', { byte: this.position });
    try {
      // a lone number is complete only now
      this.tokenizer.end();
    } catch (error) {
      throw error instanceof ImportError ? error : new ImportError('TRUNCATED', { byte: this.position });
    }
    throw new ImportError('EMPTY_FILE');
  }

  private inside(chunk: Buffer, from: number): number {
    const scanner = this.scanner as MessageScanner;
    const next = scanner.push(chunk, from, this.position);
    if (next < 0) {
      this.unseen += chunk.length - from;
      return chunk.length;
    }
    this.scanner = null;
    this.unseen += next - 1 - from;
    this.tokenize(chunk.subarray(next - 1, next));
    return next;
  }

  /** Up to the next bracket, which may open a list of messages. */
  private outside(chunk: Buffer, from: number): number {
    const bracket = chunk.indexOf(OPEN_LIST, from);
    const next = bracket < 0 ? chunk.length : bracket + 1;
    this.tokenize(chunk.subarray(from, next));
    if (this.document.inMessages) this.scanner = new MessageScanner((messages) => this.handler.messages(messages));
    return next;
  }

  private tokenize(bytes: Buffer): void {
    try {
      this.tokenizer.write(bytes);
    } catch (error) {
      throw this.located(error);
    }
  }

  /** Errors of the tokenizer as ours, at their byte in the file. */
  private located(error: unknown): unknown {
    if (error instanceof ImportError) {
      const { byte } = error.values;
      if (typeof byte !== 'number' || error.code === 'BAD_NUMBER') return error;
      return new ImportError(error.code, { ...error.values, byte: byte + this.unseen });
    }
    const fault = tokenizerFault(error);
    if (fault === undefined) return error;
    return new ImportError('NOT_JSON', { reason: 'an unexpected character', byte: fault + this.unseen });
  }
}

/** @returns the number of bytes to leave out */
function checkHead(head: Buffer): number {
  refuseWideEncoding(head);
  const mark = byteOrderMarkLength(head);
  if (/^\s*</.test(head.toString('latin1', mark, mark + 1024))) throw new ImportError('HTML_FILE');
  return mark;
}
