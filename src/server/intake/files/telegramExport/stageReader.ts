import {
  activityVersion,
  emptyActivity,
  type ActivityPayload,
  type ActivityRecord,
  type ActorRef,
  type ChatRef,
} from '@community-crm/community-model';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { cleanText } from '../../text';
import { inviteKey, messageKey, reactionKey, utteranceKind } from '../../telegramIds';
import {
  BY_NAME,
  INVITE,
  IS_COMMAND,
  IS_FORWARD,
  JOIN,
  REACTION,
  ROW_KINDS,
  TRAILER_LENGTH,
  UTTERANCE,
  type StagedChat,
  type StagedRow,
} from './stageFormat';

const CHUNK = 256 * 1024;
const PLATFORM = 'telegram';
/** Longest name in the column of forwards' origins. */
const MAX_ORIGIN = 200;

interface ChatLookup {
  ref: ChatRef;
  topics: Set<number>;
  names: Record<string, number>;
}

interface Tail {
  actors: Array<ActorRef | null>;
  chats: Map<number, ChatLookup>;
}

/**
 * The activities of a staged import in the order of the file, in batches of `batchSize`, which may change from one to the next
 * (the last one may be smaller).
 * Chats and accounts are the same object in all records that name them.
 */
export async function* readStaged(
  stageFile: string,
  { batchSize }: { batchSize: () => number },
): AsyncGenerator<ActivityRecord[]> {
  const end = await tailOffset(stageFile);
  const tail = await readTail(stageFile, end);
  let batch: ActivityRecord[] = [];
  let size = batchSize();
  let chat: ChatLookup | undefined;
  for await (const values of jsonLines(stageFile, 0, end)) {
    for (const value of values) {
      if (typeof value === 'number') {
        // a private chat, known as one only at its end, is not in the tail
        chat = tail.chats.get(value);
        continue;
      }
      if (!chat) continue;
      batch.push(toRecord(value as StagedRow, chat, tail.actors));
      if (batch.length >= size) {
        yield batch;
        batch = [];
        size = batchSize();
      }
    }
  }
  if (batch.length) yield batch;
}

function toRecord(row: StagedRow, chat: ChatLookup, actors: Tail['actors']): ActivityRecord {
  const [kind, id, n, actorIndex, at, editedAt, length, flags, reply, thread, fingerprint, forward, payload, text] =
    row;
  const chatId = chat.ref.externalId;
  let actor = actors[actorIndex] ?? null;
  const details = payload || {};
  if (flags & BY_NAME) {
    const name = details.names?.[0] ?? '';
    if (Object.hasOwn(chat.names, name)) {
      actor = actors[chat.names[name]] ?? null;
      if (actor) delete details.names;
    }
    details.names &&= details.names.map((unknown) => cleanText(unknown));
  }
  const record = emptyActivity({
    source: PLATFORM,
    externalKey: messageKey(chatId, id, n),
    version: activityVersion(Math.max(at, editedAt), 'import'),
    chat: chat.ref,
    actor,
    kind: ROW_KINDS[kind],
    occurredAt: at,
  });
  record.payload = details;
  if (kind === UTTERANCE) {
    record.isReply = reply !== 0 && !chat.topics.has(reply);
    record.isForward = (flags & IS_FORWARD) !== 0;
    record.kind = utteranceKind({
      command: (flags & IS_COMMAND) !== 0,
      reply: record.isReply,
      forward: record.isForward,
    });
    record.textLength = length;
    record.text = text || null;
    if (record.isReply) record.replyToKey = messageKey(chatId, reply);
    if (thread) record.threadId = String(thread);
    if (fingerprint) details.fingerprint = fingerprint;
    if (record.isForward) details.forward = forward ? { name: forward } : {};
    if (forward) record.forwardSource = `name:${forward.slice(0, MAX_ORIGIN)}`;
  } else if (kind === REACTION) {
    record.externalKey = reactionKey(chatId, id, actor?.externalId ?? `service${actorIndex}`);
    record.replyToKey = messageKey(chatId, id);
  } else if (kind === INVITE) {
    record.externalKey = inviteKey(chatId, id, n);
    nameInvitee(details, chat, actors);
  } else if (kind === JOIN && reply) {
    const inviter = actors[reply - 1];
    if (inviter) Object.assign(details, { invitedVia: 'adder', invitedBy: inviter.externalId });
  }
  return record;
}

/** Says whom an invitation was for, where exactly one account of the chat has the name. */
function nameInvitee(details: ActivityPayload, chat: ChatLookup, actors: Tail['actors']): void {
  const [name] = details.names ?? [];
  delete details.names;
  if (name === undefined || !Object.hasOwn(chat.names, name)) return;
  const invitee = actors[chat.names[name]]?.externalId;
  if (invitee) details.invitee = invitee;
}

async function readTail(stageFile: string, from: number): Promise<Tail> {
  const tail: Tail = { actors: [], chats: new Map() };
  for await (const values of jsonLines(stageFile, from, Infinity)) {
    for (const value of values as Array<{ actors?: Array<[number, string | null] | null>; chat?: StagedChat }>) {
      for (const actor of value.actors ?? [])
        tail.actors.push(actor && { platform: PLATFORM, externalId: String(actor[0]), displayName: actor[1] });
      if (value.chat) tail.chats.set(value.chat.index, lookup(value.chat));
    }
  }
  return tail;
}

function lookup({ externalId, title, type, topics, names }: StagedChat): ChatLookup {
  return { ref: { platform: PLATFORM, externalId, title, type }, topics: new Set(topics), names };
}

async function tailOffset(stageFile: string): Promise<number> {
  const handle = await open(stageFile, 'r');
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(TRAILER_LENGTH);
    await handle.read(bytes, 0, TRAILER_LENGTH, size - TRAILER_LENGTH);
    return (JSON.parse(bytes.toString('utf8')) as { tail: number }).tail;
  } finally {
    await handle.close();
  }
}

/** The JSON values of the lines between two bytes, a chunk at a time: parsing many lines at once is fastest. */
async function* jsonLines(file: string, start: number, end: number): AsyncGenerator<unknown[]> {
  if (start >= end) return;
  let rest = '';
  const stream = createReadStream(file, { start, end: end - 1, highWaterMark: CHUNK, encoding: 'utf8' });
  for await (const chunk of stream as AsyncIterable<string>) {
    const text = rest + chunk;
    const cut = text.lastIndexOf('\n');
    rest = text.slice(cut + 1);
    if (cut > 0) yield JSON.parse(`[${text.slice(0, cut).replaceAll('\n', ',')}]`) as unknown[];
  }
}
