import type { BotChat, BotMessage, BotUser, UpdateContent } from '../botApi/types';
import { groupChat, updates } from '../botApi/updates';
import type { SimulatedGroup } from '../community/groups';
import { inventName } from '../community/names';
import { EMOJIS } from '../community/phrases';
import type { Random } from '../community/random';
import type { TextPart } from '../community/telegramExport';
import { inventPost, inventReply } from '../community/texts';
import { accountOf, type People } from './people';

export type Happening = 'say' | 'reply' | 'react' | 'forward' | 'edit' | 'join' | 'leave';

/** Beyond every number that an export of the same groups could have. */
const FIRST_MESSAGE_ID = 1_000_000_000;
const FIRST_NEWCOMER_ID = 5_000_000_000;
/** 2026-01-01: counting seconds from then keeps numbers small, and apart after a restart. */
const EPOCH = 1_767_225_600;

/** Somebody who has joined lately. */
export interface Newcomer {
  chat: BotChat;
  user: BotUser;
}

/** One moment in one group. */
export class Moment {
  private readonly chat: BotChat;

  constructor(
    private readonly group: SimulatedGroup,
    private readonly people: People,
    private readonly day: number,
    /** Seconds since 1970. */
    private readonly date: number,
    private readonly random: Random,
    private readonly recent: readonly BotMessage[],
    private readonly newcomers: Newcomer[],
  ) {
    this.chat = chatOf(group);
  }

  happen(what: Happening): UpdateContent[] {
    const { random, recent } = this;
    const target = recent.length ? recent[recent.length - 1 - Math.floor(random.next() ** 2 * recent.length)] : null;
    if (what === 'join') return this.join();
    if (what === 'leave') return this.leave();
    if (!target) return this.say();
    if (what === 'reply') return this.reply(target);
    if (what === 'react') return this.react(target);
    if (what === 'edit') return this.edit(target);
    return what === 'forward' ? this.forward(target) : this.say();
  }

  private say(): UpdateContent[] {
    const from = this.somebody('say');
    return from ? [updates.message({ ...this.base(), from, text: this.post() })] : [];
  }

  private reply(to: BotMessage): UpdateContent[] {
    const from = this.somebody('say');
    const text = plain(inventReply(this.group.topic, this.random, null));
    return from && from.id !== to.from?.id ? [updates.reply({ ...this.base(), from, text, to })] : this.say();
  }

  private react({ message_id: messageId }: BotMessage): UpdateContent[] {
    const user = this.somebody('react');
    if (!user) return this.say();
    const { chat, date } = this;
    return [updates.reaction({ chat, user, messageId, date, now: [this.random.pick(EMOJIS)] })];
  }

  private forward({ from: author, date, text }: BotMessage): UpdateContent[] {
    const from = this.somebody('say');
    if (!from || !author) return this.say();
    const origin = { type: 'user', date, sender_user: author } as const;
    return [updates.forward({ ...this.base(), from, text, origin })];
  }

  private edit({ message_id: messageId, from, date, text }: BotMessage): UpdateContent[] {
    if (!from || !text) return this.say();
    const { chat } = this;
    return [updates.edited({ chat, from, messageId, date, text: `${text} 🙂`, editDate: this.date })];
  }

  private join(): UpdateContent[] {
    const { chat, date, random } = this;
    const id = FIRST_NEWCOMER_ID + date - EPOCH;
    const user = accountOf({ id, name: inventName(this.group.topic.language, random) });
    const by = random.chance(0.25) ? this.somebody('say') : null;
    this.newcomers.push({ chat, user });
    return [updates.join({ chat, user, date, ...(by ? { by } : { inviteLinkName: 'Welcome page' }) })];
  }

  private leave(): UpdateContent[] {
    // not one of the export's people: a later export would not know of it
    const gone = this.newcomers.shift();
    return gone ? [updates.leave({ ...gone, date: this.date })] : this.say();
  }

  private base() {
    return { chat: this.chat, messageId: FIRST_MESSAGE_ID + this.date - EPOCH, date: this.date };
  }

  private post(): string {
    return plain(inventPost(this.group.topic, this.random, null));
  }

  private somebody(doing: 'say' | 'react') {
    const { people, group, day, random } = this;
    const member = people.pick(group, day, doing, random.next());
    return member && accountOf(member);
  }
}

export function chatOf({ botApiId, title, type, isForum }: SimulatedGroup): BotChat {
  return groupChat(Number(botApiId), {
    title,
    type: type === 'private_group' ? 'group' : 'supergroup',
    ...(isForum ? { is_forum: true } : {}),
  });
}

const plain = (parts: TextPart[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
