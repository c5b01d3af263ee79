import type { ActivityRecord, ActorRef, ChatRef } from '@community-crm/community-model';
import type { ActivityHead, PackedActivities } from '../../intake/sink';
import type { ImportBatch } from './packingSource';

/**
 * Heads column by column: cloning a few long lists from one thread to another costs a fraction of cloning thousands of
 * objects.
 */
interface HeadColumns {
  /** Names that occur again and again, by number. */
  words: string[];
  source: Uint16Array;
  kind: Uint16Array;
  externalKey: string[];
  version: Float64Array;
  occurredAt: Float64Array;
  replyToKey: Array<string | null>;
  /** Accounts and chats, each once; -1 = none. */
  actors: ActorRef[];
  actor: Int32Array;
  replyTo: Int32Array;
  chats: ChatRef[];
  chat: Int32Array;
}

interface TravellingPack extends Omit<PackedActivities, 'heads' | 'replaced'> {
  heads: HeadColumns;
  replaced: HeadColumns;
}

/** A batch as it travels between threads. */
export type TravellingBatch = { packed: TravellingPack } | { records: ActivityRecord[] };

export function encodeBatch(batch: ImportBatch): TravellingBatch {
  if (!('packed' in batch)) return batch;
  const { heads, replaced, ...rest } = batch.packed;
  return { packed: { ...rest, heads: encodeHeads(heads), replaced: encodeHeads(replaced) } };
}

export function decodeBatch(batch: TravellingBatch): ImportBatch {
  if (!('packed' in batch)) return batch;
  const { heads, replaced, columns, ...rest } = batch.packed;
  for (const { bind } of Object.values(columns.varying))
    for (const [name, value] of Object.entries(bind)) {
      // a Buffer arrives as plain bytes
      const bytes: unknown = value;
      if (bytes instanceof Uint8Array) bind[name] = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
  return { packed: { ...rest, columns, heads: decodeHeads(heads), replaced: decodeHeads(replaced) } };
}

/** Numbers values in the order in which they appear. */
class Numbering<T> {
  readonly list: T[] = [];
  private readonly numbers = new Map<T, number>();

  of(value: T): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      number = this.list.push(value) - 1;
      this.numbers.set(value, number);
    }
    return number;
  }

  ofNullable(value: T | null): number {
    return value === null ? -1 : this.of(value);
  }
}

function encodeHeads(heads: readonly ActivityHead[]): HeadColumns {
  const words = new Numbering<string>();
  const actors = new Numbering<ActorRef>();
  const chats = new Numbering<ChatRef>();
  return {
    source: Uint16Array.from(heads, (head) => words.of(head.source)),
    kind: Uint16Array.from(heads, (head) => words.of(head.kind)),
    externalKey: heads.map((head) => head.externalKey),
    version: Float64Array.from(heads, (head) => head.version),
    occurredAt: Float64Array.from(heads, (head) => head.occurredAt),
    replyToKey: heads.map((head) => head.replyToKey),
    actor: Int32Array.from(heads, (head) => actors.ofNullable(head.actor)),
    replyTo: Int32Array.from(heads, (head) => actors.ofNullable(head.replyTo)),
    chat: Int32Array.from(heads, (head) => chats.ofNullable(head.chat)),
    words: words.list,
    actors: actors.list,
    chats: chats.list,
  };
}

function decodeHeads(columns: HeadColumns): ActivityHead[] {
  const { words, actors, chats } = columns;
  return columns.externalKey.map((externalKey, i) => ({
    source: words[columns.source[i]],
    externalKey,
    version: columns.version[i],
    chat: chats[columns.chat[i]] ?? null,
    actor: actors[columns.actor[i]] ?? null,
    kind: words[columns.kind[i]],
    occurredAt: columns.occurredAt[i],
    replyToKey: columns.replyToKey[i],
    replyTo: actors[columns.replyTo[i]] ?? null,
  }));
}
