/**
 * What every source of activity (a Telegram update, an export file, another system) is turned into before it is
 * stored. The records are plain data: the same record always leads to the same row, whatever order they arrive in.
 */

/** A chat, channel or other place as its platform names it. */
export interface ChatRef {
  /** `telegram`, `wechat`, … */
  platform: string;
  /** The platform's own id as text; for Telegram the Bot API form (`-100…` for supergroups and channels). */
  externalId: string;
  title?: string | null;
  username?: string | null;
  /** `group`, `supergroup`, `channel` or a foreign platform's own word. */
  type?: string | null;
}

/** An account as its platform names it. */
export interface ActorRef {
  platform: string;
  /** The platform's own id as text; for Telegram the positive user id. */
  externalId: string;
  displayName?: string | null;
  username?: string | null;
  languageCode?: string | null;
  isBot?: boolean;
}

/** Where `occurredAt` comes from: the event itself, or the moment we received it because it carries no date. */
export type TimeSource = 'event' | 'received';

/** What is kept of a message besides its columns; never the text itself. All keys are optional. */
export interface ActivityPayload {
  /** Count of entities by type, e.g. `{ url: 2, mention: 1 }`. */
  entities?: Record<string, number>;
  /** Lower-case, without `#`. */
  hashtags?: string[];
  /** Host names of links, lower-case, unique. */
  linkHosts?: string[];
  media?: { type: string; fileUniqueId?: string; mimeType?: string; durationSeconds?: number; fileSize?: number };
  /** Salted fingerprint of the normalised text (hex), to recognise forwarded copies without keeping the text. */
  fingerprint?: string;
  /** Who or what a forwarded message comes from, as far as the platform tells. */
  forward?: { type?: string; externalId?: string; name?: string; date?: number; messageId?: string };
  /** The service action or update kind that this was read from. */
  action?: string;
  /** Reaction emojis now set. */
  reactions?: string[];
  /** Names that could not be matched to an account (exports carry names only for invited members). */
  names?: string[];
  [key: string]: unknown;
}

/** One thing someone did. */
export interface ActivityRecord {
  /** Name space of `externalKey`; `telegram` for everything that Telegram says, live or from an export. */
  source: string;
  /** Unique within the source, e.g. `m:<chat id>:<message id>`; see the domain document. */
  externalKey: string;
  /**
   * Orders two records of the same key: the higher one wins whatever order they arrive in. Build it with
   * {@link activityVersion}.
   */
  version: number;
  /** Null when it happened outside any group. */
  chat: ChatRef | null;
  /** Null when no person did it (an anonymous admin, a channel's post, an unresolved name). */
  actor: ActorRef | null;
  kind: string;
  isReply: boolean;
  isForward: boolean;
  /** Milliseconds since 1970, UTC. */
  occurredAt: number;
  timeSource: TimeSource;
  /** Characters (Unicode code points) of text or caption; null where the kind has no text. */
  textLength: number | null;
  /** External key (same source) of the activity that this answers or reacts to. */
  replyToKey: string | null;
  /** The author of that activity where the event itself says so. */
  replyTo: ActorRef | null;
  threadId: string | null;
  /** `user:<id>`, `chat:<id>` or `name:<display name>` of a forward's origin. */
  forwardSource: string | null;
  amount: number | null;
  currency: string | null;
  payload: ActivityPayload;
  /** What was written; null unless the operator has texts stored. */
  text: string | null;
  /** True when the thing was undone (a reaction taken back): the row stays and no longer counts. */
  retracted: boolean;
}

/** How trustworthy a source's description of the same event is, when both describe the same moment. */
export const SOURCE_RANK = { import: 0, live: 1 } as const;

/**
 * The order of two descriptions of the same activity: the later edit wins; at the same moment the live update (which
 * carries user names and file ids) beats the export.
 *
 * @param at milliseconds of the event or of its last edit
 */
export function activityVersion(at: number, origin: keyof typeof SOURCE_RANK): number {
  return Math.trunc(at) * 2 + SOURCE_RANK[origin];
}

/** A record with every optional column empty; sources override what they know. */
export function emptyActivity(
  base: Pick<ActivityRecord, 'source' | 'externalKey' | 'version' | 'chat' | 'actor' | 'kind' | 'occurredAt'>,
): ActivityRecord {
  return {
    isReply: false,
    isForward: false,
    timeSource: 'event',
    textLength: null,
    replyToKey: null,
    replyTo: null,
    threadId: null,
    forwardSource: null,
    amount: null,
    currency: null,
    payload: {},
    text: null,
    retracted: false,
    ...base,
  };
}
