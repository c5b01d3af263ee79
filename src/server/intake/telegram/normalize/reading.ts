import type { ActorRef, ChatRef } from '@community-crm/community-model';
import { isServiceAccount } from '../../telegramIds';
import { cleanText } from '../../text';

/** An object whose fields have not been checked. */
export type Raw = Record<string, unknown>;

/** An update that is not what the Bot API promises. Trying again does not help. */
export class MalformedUpdateError extends Error {
  constructor(readonly path: string) {
    super(`The update has no usable ${path}.`);
    this.name = 'MalformedUpdateError';
  }
}

export const PLATFORM = 'telegram';

/** Telegram opened to the public on this day (seconds since 1970). */
const FIRST_SECOND = Date.UTC(2013, 7, 14) / 1000;
const FUTURE_TOLERANCE = 48 * 3600;

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws MalformedUpdateError */
export function objectAt(parent: Raw, field: string, path = field): Raw {
  const value = parent[field];
  if (!isRaw(value)) throw new MalformedUpdateError(path);
  return value;
}

/** @throws MalformedUpdateError */
export function integerAt(parent: Raw, field: string, path = field): number {
  const value = parent[field];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new MalformedUpdateError(path);
  return value;
}

/** @throws MalformedUpdateError */
export function listAt(parent: Raw, field: string): Raw[] {
  const value = parent[field];
  if (!Array.isArray(value) || !value.every(isRaw)) throw new MalformedUpdateError(field);
  return value;
}

/**
 * An instant in milliseconds from a field with seconds since 1970.
 *
 * @param receivedAt milliseconds; nothing can have happened much later
 * @throws MalformedUpdateError
 */
export function instantAt(parent: Raw, field: string, receivedAt: number): number {
  const seconds = integerAt(parent, field);
  if (seconds < FIRST_SECOND || seconds > receivedAt / 1000 + FUTURE_TOLERANCE) throw new MalformedUpdateError(field);
  return seconds * 1000;
}

export function textAt(parent: Raw, field: string, max?: number): string | undefined {
  const value = parent[field];
  return typeof value === 'string' && value !== '' ? cleanText(value, max) : undefined;
}

/** Longest identifier of Telegram's that is text; part of a key, so never cut. */
const MAX_IDENTIFIER = 100;

/**
 * An identifier that Telegram writes as text.
 *
 * @throws MalformedUpdateError
 */
export function identifierAt(parent: Raw, field: string): string {
  const value = parent[field];
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value) || value.length > MAX_IDENTIFIER)
    throw new MalformedUpdateError(field);
  return value;
}

/** @throws MalformedUpdateError */
export function chatOf(parent: Raw): ChatRef {
  const chat = objectAt(parent, 'chat');
  return {
    platform: PLATFORM,
    externalId: String(integerAt(chat, 'id', 'chat.id')),
    title: textAt(chat, 'title') ?? null,
    username: textAt(chat, 'username') ?? null,
    type: textAt(chat, 'type', 40) ?? null,
  };
}

export function isPrivate(chat: ChatRef): boolean {
  return chat.type === 'private';
}

/**
 * The account that a user object stands for; null for Telegram's own senders.
 *
 * @throws MalformedUpdateError
 */
export function personOf(user: Raw, path: string): ActorRef | null {
  const id = integerAt(user, 'id', `${path}.id`);
  if (id <= 0) throw new MalformedUpdateError(`${path}.id`);
  if (isServiceAccount(id)) return null;
  const name = [textAt(user, 'first_name'), textAt(user, 'last_name')].filter(Boolean).join(' ');
  return {
    platform: PLATFORM,
    externalId: String(id),
    displayName: name ? cleanText(name) : null,
    username: textAt(user, 'username') ?? null,
    languageCode: textAt(user, 'language_code', 35) ?? null,
    isBot: user.is_bot === true,
  };
}

/** Who sent a message: null when it was sent as a chat, by Telegram itself or by nobody. */
export function senderOf(message: Raw): ActorRef | null {
  if (isRaw(message.sender_chat) || !isRaw(message.from)) return null;
  return personOf(message.from, 'from');
}

/**
 * Orders updates of the same second, which is as fine as Telegram's dates are. Added to milliseconds; never 0, so that a
 * change beats the original of the same second.
 */
export function tieBreak(updateId: number): number {
  return 1 + (Math.abs(updateId) % 999);
}
