/** The shapes of Telegram Desktop's JSON export, as far as the simulator writes them. */

export interface TextEntity {
  type: string;
  text: string;
  href?: string;
  user_id?: number;
}

export type TextPart = string | TextEntity;

export interface ExportReaction {
  type: 'emoji';
  count: number;
  emoji: string;
  recent: { from: string | null; from_id: string; date: string }[];
}

interface MessageBase {
  id: number;
  /** The exporter's wall clock, without a zone. */
  date: string;
  /** Seconds since 1970, as text. */
  date_unixtime: string;
  text: string | TextPart[];
  text_entities: TextEntity[];
}

/** Something that happened to the chat. */
export interface ExportServiceMessage extends MessageBase {
  type: 'service';
  /** Null for deleted accounts. */
  actor: string | null;
  actor_id: string;
  action: string;
  title?: string;
  members?: (string | null)[];
  inviter?: string | null;
  message_id?: number;
}

/** Something that somebody said, or an account posted. */
export interface ExportMessage extends MessageBase {
  type: 'message';
  edited?: string;
  edited_unixtime?: string;
  /** Null for deleted accounts. */
  from: string | null;
  /** `user…`, or `channel…` for anonymous administrators. */
  from_id: string;
  forwarded_from?: string;
  reply_to_message_id?: number;
  photo?: string;
  photo_file_size?: number;
  file?: string;
  file_name?: string;
  file_size?: number;
  thumbnail?: string;
  media_type?: string;
  sticker_emoji?: string;
  mime_type?: string;
  duration_seconds?: number;
  width?: number;
  height?: number;
  poll?: { question: string; closed: boolean; total_voters: number; answers: PollAnswer[] };
  location_information?: { latitude: number; longitude: number };
  reactions?: ExportReaction[];
}

export interface PollAnswer {
  text: string;
  voters: number;
  chosen: boolean;
}

export type AnyExportMessage = ExportServiceMessage | ExportMessage;

/** The `text` and `text_entities` of a message. */
export function textFields(parts: readonly TextPart[]): Pick<MessageBase, 'text' | 'text_entities'> {
  const merged = mergePlain(parts);
  if (merged.length === 0) {
    return { text: '', text_entities: [] };
  }
  const entities = merged.map((part) => (typeof part === 'string' ? { type: 'plain', text: part } : part));
  const [first] = merged;
  return { text: merged.length === 1 && typeof first === 'string' ? first : merged, text_entities: entities };
}

/** Neighbouring plain pieces become one; Telegram Desktop puts an empty one after a list that ends with an entity. */
function mergePlain(parts: readonly TextPart[]): TextPart[] {
  const merged: TextPart[] = [];
  for (const part of parts) {
    const last = merged[merged.length - 1];
    if (typeof part === 'string' && typeof last === 'string') {
      merged[merged.length - 1] = last + part;
    } else if (part !== '') {
      merged.push(part);
    }
  }
  if (merged.length > 0 && typeof merged[merged.length - 1] !== 'string') {
    merged.push('');
  }
  return merged;
}
