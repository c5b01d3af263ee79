import { ImportError, shown } from '../importError';
import {
  COLON,
  COMMA,
  LEFT_BRACE,
  LEFT_BRACKET,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  STRING,
  type ParsedTokenInfo,
} from './tokens';

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** What an export consists of, in the order of the file. */
export interface ExportHandler {
  /** A chat begins. Called for the whole file too, which may be the export of a single chat. */
  chatStart(): void;
  /** `name`, `type` or `id`; usually before the messages. */
  chatField(key: string, value: Json): void;
  /** The current chat's list of messages begins. */
  messagesStart(): void;
  /** Some of the messages, in order. */
  messages(messages: Json[]): void;
  chatEnd(): void;
}

export const MAX_DEPTH = 64;

/** What surrounds the current position. */
const enum Frame {
  Root,
  /** `chats` or `left_chats` of an account. */
  Chats,
  List,
  Chat,
  Messages,
  Skip,
}

const enum Expect {
  Value,
  ValueOrEnd,
  Key,
  KeyOrEnd,
  Colon,
  CommaOrEnd,
  Nothing,
}

const CHAT_FIELDS = new Set(['name', 'type', 'id']);

/**
 * Follows the tokens of an export to its chats. The inside of a list of messages is not shown to it: while `inMessages`
 * holds, the next token must be the bracket that closes the list.
 */
export class ExportDocument {
  private expect: Expect = Expect.Value;
  private readonly frames: Frame[] = [];
  private readonly arrays: boolean[] = [];
  private readonly keys: string[] = [];
  private key = '';
  private lists = 0;
  private byte = 0;

  constructor(private readonly handler: ExportHandler) {}

  /** Whether the JSON document is complete. */
  get complete(): boolean {
    return this.expect === Expect.Nothing;
  }

  /** Whether anything but white space has come. */
  get started(): boolean {
    return this.frames.length > 0 || this.complete;
  }

  get inMessages(): boolean {
    return this.frames[this.frames.length - 1] === Frame.Messages;
  }

  /** Whether messages or a list of chats have been seen. */
  get recognised(): boolean {
    return this.lists > 0;
  }

  /**
   * @throws ImportError NOT_JSON, TOO_DEEP, NOT_TELEGRAM
   */
  readonly token = ({ token, value, offset }: ParsedTokenInfo): void => {
    this.byte = offset;
    switch (token as number) {
      case COLON:
        if (this.expect !== Expect.Colon) this.unexpected(value);
        this.expect = Expect.Value;
        return;
      case COMMA:
        if (this.expect !== Expect.CommaOrEnd) this.unexpected(value);
        this.expect = this.arrays[this.arrays.length - 1] ? Expect.Value : Expect.Key;
        return;
      case LEFT_BRACE:
        this.open(false);
        return;
      case LEFT_BRACKET:
        this.open(true);
        return;
      case RIGHT_BRACE:
        this.close(false);
        return;
      case RIGHT_BRACKET:
        this.close(true);
        return;
      case STRING:
        if (this.expect !== Expect.Key && this.expect !== Expect.KeyOrEnd) this.scalar(value as Json);
        else {
          this.key = value as string;
          this.expect = Expect.Colon;
        }
        return;
      default:
        this.scalar(value as Json);
    }
  };

  private scalar(value: Json): void {
    if (this.expect !== Expect.Value && this.expect !== Expect.ValueOrEnd) this.unexpected(value);
    if (!this.frames.length) throw new ImportError('NOT_TELEGRAM', { reason: 'the file holds a single value' });
    this.expect = Expect.CommaOrEnd;
    const frame = this.frames[this.frames.length - 1];
    if ((frame === Frame.Chat || frame === Frame.Root) && CHAT_FIELDS.has(this.key))
      this.handler.chatField(this.key, value);
  }

  private open(isArray: boolean): void {
    if (this.expect !== Expect.Value && this.expect !== Expect.ValueOrEnd) this.unexpected(isArray ? '[' : '{');
    const depth = this.frames.length;
    if (depth >= MAX_DEPTH) throw new ImportError('TOO_DEEP', { limit: MAX_DEPTH, byte: this.byte });
    const frame = this.frameFor(depth ? this.frames[depth - 1] : undefined, isArray);
    this.frames.push(frame);
    this.arrays.push(isArray);
    this.keys.push(this.key);
    this.key = '';
    this.expect = isArray ? Expect.ValueOrEnd : Expect.KeyOrEnd;
    if (frame === Frame.Chat || frame === Frame.Root) this.handler.chatStart();
    else if (frame === Frame.Messages) this.handler.messagesStart();
    if (frame === Frame.Messages || frame === Frame.List) this.lists++;
  }

  private close(isArray: boolean): void {
    const depth = this.frames.length - 1;
    const fits = this.expect === Expect.CommaOrEnd || this.expect === (isArray ? Expect.ValueOrEnd : Expect.KeyOrEnd);
    if (!fits || depth < 0 || this.arrays[depth] !== isArray) this.unexpected(isArray ? ']' : '}');
    const frame = this.frames.pop();
    this.arrays.pop();
    this.key = this.keys.pop() as string;
    this.expect = depth ? Expect.CommaOrEnd : Expect.Nothing;
    if (frame === Frame.Chat || frame === Frame.Root) this.handler.chatEnd();
  }

  private frameFor(parent: Frame | undefined, isArray: boolean): Frame {
    switch (parent) {
      case undefined:
        if (isArray) throw new ImportError('NOT_TELEGRAM', { reason: 'the file holds a list' });
        return Frame.Root;
      case Frame.Root:
        if (isArray) return this.key === 'messages' ? Frame.Messages : Frame.Skip;
        return this.key === 'chats' || this.key === 'left_chats' ? Frame.Chats : Frame.Skip;
      case Frame.Chats:
        return isArray && this.key === 'list' ? Frame.List : Frame.Skip;
      case Frame.List:
        return isArray ? Frame.Skip : Frame.Chat;
      case Frame.Chat:
        return isArray && this.key === 'messages' ? Frame.Messages : Frame.Skip;
      default:
        return Frame.Skip;
    }
  }

  private unexpected(what: unknown): never {
    throw new ImportError('NOT_JSON', { reason: `unexpected ${shown(what)}`, byte: this.byte });
  }
}
