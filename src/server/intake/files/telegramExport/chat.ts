import { cleanText } from '../../text';
import { ImportError, shown } from '../importError';
import { NOBODY } from './actors';
import { botApiChatId, chatType, type ChatType } from './chatIds';
import type { Place } from './dates';
import type { Json } from './document';
import type { StagedChat } from './stageFormat';

const AMBIGUOUS = -2;

/** Counts by name; only what occurred. */
export type Counts = Record<string, number>;

/** Messages counted as replies to one that comes later in the file, by that one's id: it may yet turn out to open a topic. */
type EarlyReplies = Map<number, Array<{ command: boolean; forward: boolean }>>;

/** What is known of the chat that is being read. */
export class ChatState implements Place {
  title: string | null = null;
  private rawType: Json | undefined;
  private rawId: Json | undefined;
  /** A list of messages was found. */
  seen = false;
  private lastId: Json | undefined;
  messages = 0;
  readonly counts: Counts = {};
  readonly skipped: Counts = {};
  firstAt = Infinity;
  lastAt = -Infinity;
  migratedTo: number | null = null;
  migratedFrom: { at: number; title: string } | null = null;
  readonly topics = new Set<number>();
  readonly threads = new Map<number, number>();
  readonly earlyReplies: EarlyReplies = new Map();
  private readonly names = new Map<string, number>();
  private readonly lastName = new Map<number, string>();
  private readonly wanted = new Map<string, number>();
  private resolved: Record<string, number> = {};
  /** Wanted names that stand for nobody or for several accounts, with how often they occur; known after `close`. */
  unresolved: Array<[name: string, times: number]> = [];

  constructor(readonly index: number) {}

  set(key: string, value: Json): void {
    if (key === 'name') this.title = typeof value === 'string' ? cleanText(value) : null;
    else if (key === 'type') this.rawType = value;
    else this.rawId = value;
  }

  /** Null for a private conversation, undefined while the file has not said. */
  get type(): ChatType | null | undefined {
    return typeof this.rawType === 'string' ? chatType(this.rawType) : undefined;
  }

  /** Title and current message, for error sentences. */
  get chat(): string {
    return shown(this.title ?? '');
  }

  get message(): string {
    return this.lastId === undefined ? 'none' : shown(this.lastId);
  }

  reached(message: Json | undefined): void {
    this.lastId = message;
  }

  count(name: string, by = 1): void {
    this.counts[name] = (this.counts[name] ?? 0) + by;
  }

  skip(reason: string): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }

  happened(at: number): void {
    if (at < this.firstAt) this.firstAt = at;
    if (at > this.lastAt) this.lastAt = at;
  }

  /** Learns that an account goes by a name here. */
  learn(name: string, actor: number): void {
    if (actor === NOBODY || this.lastName.get(actor) === name) return;
    this.lastName.set(actor, name);
    const known = this.names.get(name);
    if (known === undefined) this.names.set(name, actor);
    else if (known !== actor) this.names.set(name, AMBIGUOUS);
  }

  /** Notes that a member is told by name only. */
  want(name: string): void {
    this.wanted.set(name, (this.wanted.get(name) ?? 0) + 1);
  }

  /**
   * @param unshift takes off what very old exports add to ids
   * @throws ImportError BAD_CHAT
   */
  stage(unshift: (id: number) => number): StagedChat {
    const { type, rawId } = this;
    if (!type) throw this.bad('type');
    if (typeof rawId !== 'number' || !Number.isSafeInteger(rawId) || rawId === 0) throw this.bad('id');
    return {
      index: this.index,
      externalId: botApiChatId(unshift(rawId), type),
      title: this.title,
      type,
      topics: [...this.topics],
      names: this.resolved,
    };
  }

  bad(field: string): ImportError {
    return new ImportError('BAD_CHAT', { number: this.index + 1, chat: this.chat, field });
  }

  /** All messages are read: resolves the wanted names and frees what is needed no longer. */
  close(): void {
    const known = (name: string): number => this.names.get(name) ?? AMBIGUOUS;
    const wanted = [...this.wanted];
    this.unresolved = wanted.filter(([name]) => known(name) === AMBIGUOUS);
    this.resolved = Object.fromEntries(
      wanted.filter(([name]) => known(name) !== AMBIGUOUS).map(([name]) => [name, known(name)]),
    );
    for (const collection of [this.threads, this.earlyReplies, this.lastName, this.names, this.wanted])
      collection.clear();
  }
}
