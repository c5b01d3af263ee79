import type { BotSelf, UpdateContent } from './types';

/** How Telegram's server keeps an update: how long, and behind which others a webhook gets it. */
export interface Delivery {
  /** Seconds since 1970 after which the update is gone; counted from the event where it has a date. */
  expiresAt: number;
  /** Updates of one queue reach a webhook one after the other; queues do not wait for each other. */
  queue: string;
}

const DAY = 86_400;

/** Kinds without a date of their own live for so many seconds from the moment they are queued. */
const LIFETIMES: Readonly<Record<string, number>> = {
  inline_query: 30,
  chosen_inline_result: 600,
  callback_query: 150,
  shipping_query: 150,
  pre_checkout_query: 150,
};

/** Where each kind's key of the queue stands; the names are those of `webhook_queue_id` in Telegram's server. */
const QUEUES: Readonly<Record<string, readonly [family: string, path: readonly string[]]>> = {
  message: ['chat', ['chat', 'id']],
  edited_message: ['chat', ['chat', 'id']],
  channel_post: ['chat', ['chat', 'id']],
  edited_channel_post: ['chat', ['chat', 'id']],
  poll: ['poll', ['id']],
  poll_answer: ['poll', ['poll_id']],
  inline_query: ['inline', ['from', 'id']],
  chosen_inline_result: ['chosen', ['from', 'id']],
  callback_query: ['callback', ['from', 'id']],
  shipping_query: ['checkout', ['from', 'id']],
  pre_checkout_query: ['checkout', ['from', 'id']],
  chat_join_request: ['member', ['from', 'id']],
  chat_boost: ['boost', ['chat', 'id']],
  removed_chat_boost: ['boost', ['chat', 'id']],
  message_reaction: ['reaction', ['chat', 'id']],
  message_reaction_count: ['reactionCount', ['chat', 'id']],
  business_connection: ['connection', ['user', 'id']],
  business_message: ['business', ['chat', 'id']],
  edited_business_message: ['business', ['chat', 'id']],
  deleted_business_messages: ['business', ['chat', 'id']],
};

let strangers = 0;

/** @param now seconds since 1970 */
export function deliveryOf(content: UpdateContent, bot: BotSelf, now: number): Delivery {
  const kind = kindOf(content);
  return { expiresAt: expiryOf(kind, content[kind], now), queue: queueOf(kind, content[kind], bot) };
}

/** Name of the field that holds the update's content. */
export function kindOf(content: UpdateContent): string {
  return Object.keys(content).find((field) => field !== 'update_id') ?? '';
}

function expiryOf(kind: string, content: unknown, now: number): number {
  if (kind in LIFETIMES) return now + LIFETIMES[kind];
  const date = dateOf(content);
  return (date ?? now) + DAY;
}

function dateOf(content: unknown): number | undefined {
  const boost = read(content, ['boost', 'add_date']) ?? read(content, ['remove_date']);
  const date = read(content, ['edit_date']) ?? read(content, ['date']) ?? boost;
  return typeof date === 'number' ? date : undefined;
}

function queueOf(kind: string, content: unknown, bot: BotSelf): string {
  if (kind === 'chat_member' || kind === 'my_chat_member') {
    const user = read(content, ['new_chat_member', 'user', 'id']);
    return user === bot.id ? `self ${String(read(content, ['chat', 'id']))}` : `member ${String(user)}`;
  }
  const known = QUEUES[kind];
  const key = known && read(content, known[1]);
  if (known && key !== undefined) return `${known[0]} ${String(key)}`;
  // what has no queue waits for nobody
  strangers += 1;
  return `alone ${strangers}`;
}

function read(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, field) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[field] : undefined),
    value,
  );
}
