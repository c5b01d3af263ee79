import type { SimulatedGroup } from './groups';
import type { SimulatedMember } from './members';
import { hash } from './random';
import type { AnyExportMessage, ExportMessage, TextPart } from './telegramExport';

/** A message that others may answer, forward or mention. */
export interface RememberedMessage {
  id: number;
  author: SimulatedMember;
  text: TextPart[];
  /** Name of the first author; null when the account is deleted. */
  origin: string | null;
  /** The service message that opened the forum topic it is in. */
  topicRoot: number | null;
}

/** A message of the day that people may react to. */
export interface TodaysMessage {
  message: ExportMessage;
  author: SimulatedMember;
  /** Milliseconds since 1970. */
  instant: number;
}

/** A message with the moment it was sent. */
export interface TimedMessage {
  instant: number;
  message: AnyExportMessage;
}

const MEMORY = 40;

/** What a chat remembers from day to day. */
export class ChatState {
  readonly group: SimulatedGroup;
  readonly owner: SimulatedMember;
  readonly topicRoots: number[] = [];
  /** The newest last. */
  recent: RememberedMessage[] = [];
  /** What was remembered when the day began: other chats forward from here, whatever order chats are composed in. */
  recentAtDawn: RememberedMessage[] = [];
  today: TodaysMessage[] = [];
  messages: TimedMessage[] = [];
  private lastId = 0;

  constructor(group: SimulatedGroup, owner: SimulatedMember) {
    this.group = group;
    this.owner = owner;
  }

  startDay(): void {
    this.recent = this.recent.slice(-MEMORY);
    this.recentAtDawn = this.recent;
    this.today = [];
    this.messages = [];
  }

  /** The next id of this chat; now and then one is left out, as if its message had been deleted. */
  takeId(seed: number): number {
    this.lastId += hash(seed, this.group.index, this.lastId) % 33 === 0 ? 2 : 1;
    return this.lastId;
  }

  remember(message: RememberedMessage): void {
    this.recent = [...this.recent.slice(1 - MEMORY), message];
  }
}
