import { simulateCommunity, type AnyExportMessage, type SimulatedCommunity } from '@community-crm/telegram-sandbox';
import { DAY, type Deed } from './story';

/** An invented community's life as deeds of a story. Unless told otherwise, every fifth member buys something now and then. */
export function inventedLife({
  buyers = true,
  ...options
}: {
  members: number;
  groups: number;
  days: number;
  seed: number;
  buyers?: boolean;
}): {
  community: SimulatedCommunity;
  /** By day of the story. */
  days: Deed[][];
} {
  const start = Date.parse('2026-03-02T00:00:00Z');
  const community = simulateCommunity({ start: '2026-03-02', horizon: Math.ceil(options.days / 2), ...options });
  const names = new Map(community.members.map(({ id, name }) => [`user${id}`, name]));
  const known = new Set(names.values());
  const days: Deed[][] = Array.from({ length: options.days }, () => []);
  const note = (deed: Deed): void => {
    const day = Math.floor(deed.day);
    if (known.has(deed.who) && day >= 0 && day < options.days) days[day].push(deed);
  };
  const dayOf = (ms: number) => (ms - start) / DAY;
  for (const { group, messages } of community.chatDays()) {
    for (const message of messages) {
      const at = dayOf(Number(message.date_unixtime) * 1000);
      for (const { who, kind } of deedsOf(message, names)) note({ who, kind, day: at, group: group.title });
      if (message.type !== 'message') continue;
      for (const { recent } of message.reactions ?? [])
        for (const { from_id: from, date } of recent)
          note({
            who: names.get(from) ?? '',
            kind: 'reaction',
            day: dayOf(Date.parse(`${date}Z`)),
            group: group.title,
          });
    }
  }
  community.members.forEach(({ name, life }, i) => {
    for (let day = life.joinDay + 20 + i; buyers && i % 5 === 0 && day < options.days; day += 47)
      note({ who: name, kind: 'purchase', day: day + 0.6, group: '', amount: 300 + ((i * 7919) % 900) });
  });
  return { community, days };
}

function deedsOf(message: AnyExportMessage, names: ReadonlyMap<string, string>): Array<{ who: string; kind: string }> {
  if (message.type === 'message') {
    const kind = message.forwarded_from ? 'forward' : message.reply_to_message_id ? 'reply' : 'message';
    return [{ who: names.get(message.from_id) ?? '', kind }];
  }
  const members = (message.members ?? []).map((name) => name ?? '');
  if (message.action === 'join_group_by_link') return [{ who: names.get(message.actor_id) ?? '', kind: 'join' }];
  if (message.action === 'invite_members') return members.map((who) => ({ who, kind: 'join' }));
  return message.action === 'remove_members' ? members.map((who) => ({ who, kind: 'leave' })) : [];
}
