import type { AnyExportMessage, CommunityOptions, ExportMessage, SimulatedCommunity } from '../index';
import { simulateCommunity } from '../index';

/** A chat's messages of a whole run. */
export function messagesByChat(community: SimulatedCommunity): Map<number, AnyExportMessage[]> {
  const chats = new Map<number, AnyExportMessage[]>(community.groups.map((group) => [group.id, []]));
  for (const { group, messages } of community.chatDays()) {
    chats.get(group.id)!.push(...messages);
  }
  return chats;
}

/** What can be seen of one account, read from nothing but the messages. */
export interface SeenAccount {
  /** Days (0 = first) with messages or reactions. */
  activeDays: Set<number>;
  messages: ExportMessage[];
  reactions: number;
  /** Chats spoken or reacted in. */
  chats: Set<number>;
  joined: Set<number>;
  left: Set<number>;
}

/** Reads a community the way that a stranger would: account ids, dates and actions only. */
export function readAccounts(options: CommunityOptions): {
  community: SimulatedCommunity;
  seen: Map<string, SeenAccount>;
} {
  const community = simulateCommunity(options);
  const seen = new Map<string, SeenAccount>();
  const account = (id: string): SeenAccount => {
    const known = seen.get(id) ?? {
      activeDays: new Set<number>(),
      messages: [],
      reactions: 0,
      chats: new Set<number>(),
      joined: new Set<number>(),
      left: new Set<number>(),
    };
    seen.set(id, known);
    return known;
  };
  const dayOf = (date: string): number => (Date.parse(date.slice(0, 10)) - Date.parse(options.start)) / 86_400_000;
  for (const [chat, messages] of messagesByChat(community)) {
    for (const message of messages) {
      if (message.type === 'service') {
        const actor = account(message.actor_id);
        const isSelf = message.members?.length === 1 && message.members[0] === message.actor;
        if (message.action === 'join_group_by_link' || (message.action === 'invite_members' && isSelf)) {
          actor.joined.add(chat);
          actor.left.delete(chat);
        } else if (message.action === 'remove_members' && isSelf) {
          actor.left.add(chat);
        }
        continue;
      }
      const author = account(message.from_id);
      author.messages.push(message);
      author.activeDays.add(dayOf(message.date));
      author.chats.add(chat);
      for (const { from_id, date } of (message.reactions ?? []).flatMap((reaction) => reaction.recent)) {
        const reactor = account(from_id);
        reactor.reactions += 1;
        reactor.activeDays.add(dayOf(date));
        reactor.chats.add(chat);
      }
    }
  }
  return { community, seen };
}
