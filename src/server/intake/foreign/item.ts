import {
  activityVersion,
  emptyActivity,
  type ActivityPayload,
  type ActivityRecord,
  type ActorRef,
  type ChatRef,
} from '@community-crm/community-model';
import { isServiceAccount, utteranceKind } from '../telegramIds';
import { codePoints, FINGERPRINT_MIN_CODE_POINTS, hashtag, linkHost, type Fingerprint } from '../text';
import { addOnce } from '../payload';
import { ItemError, refused } from './itemError';
import { boundedPayload } from './payload';
import * as read from './reading';

/** Name space of activities that other systems tell; keys within it begin with the system's name. */
export const FOREIGN_SOURCE = 'push';

/** Version of a record whose source does not say which of two descriptions is later: then the one that arrives later is. */
export const BY_ARRIVAL = -1;

export interface ItemContext {
  /** Name of the system that tells it: first part of the key, and platform of accounts and groups that name none. */
  client: string;
  /** Keys of the kinds that exist. */
  kinds: ReadonlySet<string>;
  /** Those that are something said. */
  utterances: ReadonlySet<string>;
  /** Milliseconds; nothing may be much later. */
  now: number;
  fingerprint: Fingerprint;
}

const FIELDS = [
  'key',
  'kind',
  'at',
  'actor',
  'group',
  'amount',
  'currency',
  'text',
  'textLength',
  'replyTo',
  'payload',
  'retracted',
  'updatedAt',
  'version',
];
const ACTOR_FIELDS = ['platform', 'id', 'name', 'username', 'language', 'isBot'];
const GROUP_FIELDS = ['platform', 'id', 'title', 'type'];

const FIRST = Date.parse('1990-01-01T00:00:00Z');
const AHEAD = 2 * 86_400_000;
const MOST_KEY = 150;
const MOST_ID = 64;
const MOST_VERSION = 2 ** 51;
const MOST_AMOUNT = 1e15;
const MOST_LENGTH = 10_000_000;
const WITNESSES = ['join', 'leave'];

/**
 * One activity as another system tells it.
 *
 * @throws ItemError saying which field is wrong and what is allowed
 */
export function readItem(value: unknown, context: ItemContext): ActivityRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ItemError('NOT_AN_OBJECT');
  const item = value as read.Fields;
  read.onlyKnown(item, FIELDS);
  const key = read.required(read.text(item.key, 'key', MOST_KEY), 'key');
  const told = kindOf(item.kind, context);
  const occurredAt = read.required(moment(item.at, 'at', context.now), 'at');
  const chat = groupOf(item.group, context);
  if (!chat && WITNESSES.includes(told)) throw new ItemError('GROUP_NEEDED', { kind: told, field: 'group' });
  const answered = read.text(item.replyTo, 'replyTo', MOST_KEY);
  const isReply = told === 'reply' || (answered !== null && context.utterances.has(told));
  const isForward = told === 'forward';
  const spoken = ['message', 'reply', 'forward'].includes(told);
  const record = emptyActivity({
    source: FOREIGN_SOURCE,
    externalKey: foreignKey(context.client, key),
    version: versionOf(item, context.now),
    chat,
    actor: actorOf(item.actor, context),
    kind: spoken ? utteranceKind({ command: false, reply: isReply, forward: isForward }) : told,
    occurredAt,
  });
  const said = typeof item.text === 'string' || typeof item.text === 'number' ? String(item.text) : '';
  const data = read.object(item.payload, 'payload');
  return {
    ...record,
    isReply,
    isForward,
    replyToKey: answered === null ? null : foreignKey(context.client, answered),
    textLength:
      read.wholeNumber(item.textLength, 'textLength', { least: 0, most: MOST_LENGTH }) ??
      (said ? codePoints(said) : null),
    amount: read.number(item.amount, 'amount', { least: -MOST_AMOUNT, most: MOST_AMOUNT }),
    currency: read.currency(item.currency, 'currency'),
    payload: { ...textPayload(said, context.fingerprint), ...(data ? { data: boundedPayload(data) } : {}) },
    retracted: read.boolean(item.retracted, 'retracted') ?? false,
  };
}

/** Key of a system's activity in our own name space. A client's name has no colon, so the key cannot be mistaken. */
export const foreignKey = (client: string, key: string): string => `${client}:${key}`;

function kindOf(value: unknown, { kinds }: ItemContext): string {
  const kind = read.required(read.text(value, 'kind', 64), 'kind');
  if (!kinds.has(kind)) throw refused('UNKNOWN_KIND', 'kind', kind, { allowed: [...kinds].sort().join(', ') });
  return kind;
}

function moment(value: unknown, field: string, now: number): number | null {
  const at = read.instant(value, field);
  if (at !== null && (at < FIRST || at > now + AHEAD))
    throw refused('ABSURD_TIME', field, value, { first: new Date(FIRST).toISOString().slice(0, 10) });
  return at;
}

function versionOf(item: read.Fields, now: number): number {
  const version = read.wholeNumber(item.version, 'version', { least: 0, most: MOST_VERSION });
  if (version !== null) return activityVersion(version, 'import');
  const updatedAt = moment(item.updatedAt, 'updatedAt', now);
  return updatedAt === null ? BY_ARRIVAL : activityVersion(updatedAt, 'import');
}

function actorOf(value: unknown, { client }: ItemContext): ActorRef | null {
  const actor = read.object(value, 'actor');
  if (!actor) return null;
  read.onlyKnown(actor, ACTOR_FIELDS, 'actor.');
  const platform = read.slug(actor.platform, 'actor.platform') ?? client;
  const externalId = read.required(read.text(actor.id, 'actor.id', MOST_ID), 'actor.id');
  if (platform === 'telegram') {
    if (!/^[1-9]\d{0,15}$/.test(externalId)) throw refused('BAD_TELEGRAM_ID', 'actor.id', externalId);
    if (isServiceAccount(Number(externalId))) return null;
  }
  return {
    platform,
    externalId,
    displayName: read.label(actor.name, 'actor.name'),
    username: read.label(actor.username, 'actor.username'),
    languageCode: read.label(actor.language, 'actor.language', 35),
    isBot: read.boolean(actor.isBot, 'actor.isBot') ?? false,
  };
}

function groupOf(value: unknown, { client }: ItemContext): ChatRef | null {
  const group = read.object(value, 'group');
  if (!group) return null;
  read.onlyKnown(group, GROUP_FIELDS, 'group.');
  const platform = read.slug(group.platform, 'group.platform') ?? client;
  const externalId = read.required(read.text(group.id, 'group.id', MOST_ID), 'group.id');
  if (platform === 'telegram' && !/^-[1-9]\d{0,15}$/.test(externalId))
    throw refused('BAD_TELEGRAM_ID', 'group.id', externalId);
  return {
    platform,
    externalId,
    title: read.label(group.title, 'group.title'),
    type: read.label(group.type, 'group.type', 32),
  };
}

const LINK = /https?:\/\/\S+/gi;
const TAG = /(?:^|\s)([#\uff03][\p{L}\p{N}_]+)/gu;

/** What is kept of a text: never the text itself. */
function textPayload(said: string, fingerprint: Fingerprint): ActivityPayload {
  if (!said) return {};
  const payload: ActivityPayload = {};
  if (codePoints(said) >= FINGERPRINT_MIN_CODE_POINTS) payload.fingerprint = fingerprint(said);
  for (const [link] of said.matchAll(LINK)) payload.linkHosts = addOnce(payload.linkHosts, linkHost(link));
  for (const [, tag] of said.matchAll(TAG)) payload.hashtags = addOnce(payload.hashtags, hashtag(tag));
  return payload;
}
