import type { CommunityZone } from '@community-crm/community-model';

/**
 * A community as plain data: what the reference evaluator reads. Nothing here knows of daily facts or of SQL; it follows
 * the words of the domain document.
 */
export interface Act {
  key: string;
  member: string;
  /** Null = outside any group. */
  group: string | null;
  kind: string;
  /** Milliseconds. */
  at: number;
  isReply: boolean;
  isForward: boolean;
  characters: number;
  amount: number;
  /** Who is answered or reacted to. */
  target: string | null;
}

export interface Person {
  key: string;
  stage: string | null;
  stageSince: number | null;
  tags: string[];
  persona: string | null;
  tier: string | null;
  segments: string[];
  language: string | null;
}

export interface Kind {
  key: string;
  weight: number;
  dailyCap: number | null;
  signOfLife: boolean;
  utterance: boolean;
}

export interface World {
  zone: CommunityZone;
  kinds: readonly Kind[];
  profile: {
    halfLifeDays: number;
    pointsForHalf: number;
    mediumFrom: number;
    highFrom: number;
    sessionGapMinutes: number;
  };
  people: readonly Person[];
  acts: readonly Act[];
}

/** An act with what the others around it make of it. */
export interface Seen extends Act {
  day: number;
  signOfLife: boolean;
  utterance: boolean;
  /** Minutes since the previous act in the same place, where the pause was short. */
  sessionMinutes: number;
}

/** Everything up to the end of a community day, in time order, with joins and leaves put together. */
export function seenBy(world: World, lastDay: number): Seen[] {
  const kinds = new Map(world.kinds.map((kind) => [kind.key, kind]));
  const sorted = [...world.acts].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  const before = new Map<string, Act>();
  const seen: Seen[] = [];
  for (const act of sorted) {
    const presence = act.kind === 'join' || act.kind === 'leave';
    const place = `${act.member} ${act.group} ${presence ? 'presence' : 'session'}`;
    const previous = before.get(place);
    before.set(place, act);
    // several witnesses of one join or leave
    if (presence && previous?.kind === act.kind && act.at - previous.at <= 60_000) continue;
    const rejoin = act.kind === 'join' && previous?.kind === 'leave';
    const pause = previous ? (act.at - previous.at) / 60_000 : Infinity;
    seen.push({
      ...act,
      day: world.zone.dayNumber(act.at),
      signOfLife: rejoin || Boolean(kinds.get(act.kind)?.signOfLife),
      utterance: Boolean(kinds.get(act.kind)?.utterance),
      sessionMinutes: !presence && pause <= world.profile.sessionGapMinutes ? pause : 0,
    });
  }
  return seen.filter(({ day }) => day <= lastDay);
}
