import {
  simulateCommunity,
  updates,
  user,
  type AnyExportMessage,
  type BotChat,
  type BotUser,
  type SimulatedGroup,
  type UpdateContent,
} from '@community-crm/telegram-sandbox';

/** One invented week, as an export tells it and as a bot is told it. */
export interface Week {
  /** Chats as they stand in an account's `result.json`. */
  exported: object[];
  live: UpdateContent[];
  /** The week's last instant, milliseconds. */
  end: number;
}

export function inventWeek(start: string, seed: number): Week {
  const community = simulateCommunity({ start, days: 4, members: 14, groups: 3, horizon: 20, seed });
  const messages = new Map<SimulatedGroup, AnyExportMessage[]>(community.groups.map((group) => [group, []]));
  for (const day of community.chatDays()) messages.get(day.group)?.push(...day.messages);
  const people = new Map(
    community.members.map((member) => [`user${member.id}`, user(member.id, { first_name: member.name })]),
  );
  return {
    end: Date.parse(`${start}T00:00:00Z`) + 5 * 86_400_000,
    exported: [...messages].map(([{ title, type, id }, list]) => ({ name: title, type, id, messages: list })),
    live: [...messages].flatMap(([group, list]) => {
      const chat: BotChat = {
        id: Number(group.botApiId),
        type: group.type === 'private_group' ? 'group' : 'supergroup',
        title: group.title,
      };
      const byId = new Map(list.map((message) => [message.id, message]));
      return list.flatMap((message) => told(message, chat, { people, byId }));
    }),
  };
}

interface World {
  people: ReadonlyMap<string, BotUser>;
  byId: ReadonlyMap<number, AnyExportMessage>;
}

const authorOf = (message: AnyExportMessage, { people }: World): BotUser | undefined =>
  people.get(message.type === 'service' ? message.actor_id : message.from_id);

/** What a bot is told of an exported message: itself, its edit, and the reactions to it. */
function told(message: AnyExportMessage, chat: BotChat, world: World): UpdateContent[] {
  const date = Number(message.date_unixtime);
  const from = authorOf(message, world);
  if (message.type === 'service') return from ? membership(message, chat, from, date, world) : [];
  const text = message.text_entities.map((part) => part.text).join('');
  const target = world.byId.get(message.reply_to_message_id ?? -1);
  const targetAuthor = target && authorOf(target, world);
  const content = {
    chat,
    from: from ?? { id: 1087968824, is_bot: true, first_name: 'Group' },
    messageId: message.id,
    date,
    text: text || undefined,
    extras: {
      ...(from ? {} : { sender_chat: chat }),
      ...(text ? {} : { sticker: { file_unique_id: `s${message.id}` } }),
      ...(message.forwarded_from
        ? {
            forward_origin: { type: 'hidden_user' as const, date: date - 60, sender_user_name: message.forwarded_from },
          }
        : {}),
      ...(target
        ? {
            reply_to_message: {
              message_id: target.id,
              date: Number(target.date_unixtime),
              chat,
              ...(targetAuthor ? { from: targetAuthor } : {}),
            },
          }
        : {}),
    },
  };
  return [
    updates.message(content),
    ...(message.edited_unixtime ? [updates.edited({ ...content, editDate: Number(message.edited_unixtime) })] : []),
    ...(message.reactions ?? []).flatMap(({ emoji, recent }) =>
      recent.flatMap(({ from_id, date: at }) => {
        const who = world.people.get(from_id);
        const seconds = Date.parse(`${at}Z`) / 1000;
        return who ? [updates.reaction({ chat, user: who, messageId: message.id, date: seconds, now: [emoji] })] : [];
      }),
    ),
  ];
}

/** Joins and leaves are told twice: by a service message, and a second later by a change of membership. */
function membership(
  message: AnyExportMessage & { type: 'service' },
  chat: BotChat,
  from: BotUser,
  date: number,
  { people }: World,
): UpdateContent[] {
  const named = (name: string | null) => [...people.values()].find(({ first_name }) => first_name === name);
  const service = { chat, from, messageId: message.id, date };
  const members = (message.members ?? []).flatMap((name) => named(name) ?? []);
  if (message.action === 'join_group_by_link')
    return [
      updates.joinedMessage({ ...service, members: [from] }),
      updates.join({ chat, user: from, date: date + 1, inviteLinkName: 'spring' }),
    ];
  if (message.action === 'invite_members')
    return members.length
      ? [
          updates.joinedMessage({ ...service, members }),
          ...members.map((one) => updates.join({ chat, user: one, by: from, date: date + 1 })),
        ]
      : [];
  if (message.action === 'remove_members')
    return members.flatMap((one) => [
      updates.leftMessage({ ...service, member: one }),
      updates.leave({ chat, user: one, by: from, date }),
    ]);
  return [];
}
