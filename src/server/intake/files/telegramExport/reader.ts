import type { Fingerprint } from '../../text';
import { ActorTable } from './actors';
import { ChatState } from './chat';
import type { ExportDates } from './dates';
import type { ExportHandler, Json } from './document';
import type { MessageContext } from './context';
import { readMessage } from './messages';
import type { StagedRow } from './stageFormat';
import type { StageWriter } from './stageWriter';

/** Receives an export's chats and messages and stages what they mean. */
export class ExportReader implements ExportHandler, MessageContext {
  readonly actors = new ActorTable();
  readonly dates: ExportDates;
  readonly fingerprint: Fingerprint;
  readonly textsSince: number | null;
  /** Groups and channels in the order of the file. */
  readonly chats: ChatState[] = [];
  /** Private conversations, which are left out. */
  privateChats = 0;
  private readonly writer: StageWriter;
  private readonly open: ChatState[] = [];
  private seenChats = 0;

  constructor(parts: { dates: ExportDates; fingerprint: Fingerprint; textsSince: number | null; writer: StageWriter }) {
    this.dates = parts.dates;
    this.fingerprint = parts.fingerprint;
    this.textsSince = parts.textsSince;
    this.writer = parts.writer;
  }

  chatStart(): void {
    this.open.push(new ChatState(this.seenChats));
  }

  chatField(key: string, value: Json): void {
    this.current.set(key, value);
  }

  messagesStart(): void {
    const chat = this.current;
    if (!chat.seen) this.seenChats++;
    chat.seen = true;
  }

  messages(messages: Json[]): void {
    const chat = this.current;
    chat.messages += messages.length;
    if (chat.type === null) return;
    for (const message of messages) readMessage(message, chat, this);
  }

  chatEnd(): void {
    const chat = this.open.pop() as ChatState;
    // the account itself, around its chats
    if (!chat.seen) return;
    chat.close();
    if (chat.type === undefined) throw chat.bad('type');
    if (chat.type === null) this.privateChats++;
    else this.chats.push(chat);
  }

  row(chat: ChatState, row: StagedRow): void {
    this.writer.row(chat.index, row);
  }

  private get current(): ChatState {
    return this.open[this.open.length - 1];
  }
}
