import { cleanText } from '../../text';
import { isServiceAccount } from '../../telegramIds';
import type { Json } from './document';

/** Exports made before 2021 write accounts as bare numbers; this was added to users, twice this to chats. */
const OLD_PEER_SHIFT = 2 ** 32;
const USER_ID = /^user([1-9]\d{0,15})$/;
const CHAT_ID = /^(?:chat|channel)\d+$/;

/** Not a person: a channel, the chat itself, or nothing. */
export const NOBODY = -1;

interface Entry {
  id: number;
  bare: boolean;
  name: string | null;
}

/** The accounts of one file, numbered in order of appearance so that staged rows can name them briefly. */
export class ActorTable {
  private readonly entries: Entry[] = [];
  private readonly index = new Map<string | number, number>();
  private smallestBare = Infinity;

  /**
   * @param raw `from_id` and the like
   * @returns the account's number, {@link NOBODY}, or undefined when `raw` is no identifier at all
   */
  add(raw: Json | undefined): number | undefined {
    if (raw === undefined || raw === null) return NOBODY;
    if (typeof raw !== 'string' && typeof raw !== 'number') return undefined;
    return this.index.get(raw) ?? this.register(raw);
  }

  /** Remembers the latest name. Returns false when it was known already. */
  name(actor: number, name: string): boolean {
    const entry = this.entries[actor];
    if (entry.name === name) return false;
    entry.name = name;
    return true;
  }

  nameOf(actor: number): string | null {
    return this.entries[actor]?.name ?? null;
  }

  /**
   * Whether this is a file of the time when identifiers were written with {@link OLD_PEER_SHIFT} added: bare numbers,
   * all of them above it (no account id was that high then).
   */
  get shifted(): boolean {
    return this.smallestBare > OLD_PEER_SHIFT && this.smallestBare < Infinity;
  }

  /** All accounts in order: Telegram id and name, or null for those that are no person. Final once the file is read. */
  *list(): Generator<[id: number, name: string | null] | null> {
    for (const { id, bare, name } of this.entries) {
      const real = bare && this.shifted ? id - OLD_PEER_SHIFT : id;
      const person = real < (bare && this.shifted ? OLD_PEER_SHIFT : Infinity) && !isServiceAccount(real);
      yield person ? [real, name === null ? null : cleanText(name)] : null;
    }
  }

  private register(raw: string | number): number | undefined {
    let actor: number | undefined;
    if (typeof raw === 'number') {
      if (!Number.isSafeInteger(raw)) return undefined;
      actor = raw > 0 ? this.push({ id: raw, bare: true, name: null }) : NOBODY;
      if (raw > 0) this.smallestBare = Math.min(this.smallestBare, raw);
    } else {
      const id = Number(USER_ID.exec(raw)?.[1] ?? 0);
      if (Number.isSafeInteger(id) && id > 0) actor = this.push({ id, bare: false, name: null });
      else if (CHAT_ID.test(raw)) actor = NOBODY;
    }
    if (actor !== undefined) this.index.set(raw, actor);
    return actor;
  }

  private push(entry: Entry): number {
    return this.entries.push(entry) - 1;
  }
}

/** Takes the old shift off a chat's own id. */
export function unshiftedChatId(id: number): number {
  return id > 2 * OLD_PEER_SHIFT && id < 3 * OLD_PEER_SHIFT ? id - 2 * OLD_PEER_SHIFT : id;
}
