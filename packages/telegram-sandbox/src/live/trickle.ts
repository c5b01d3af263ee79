import type { BotMessage, UpdateContent } from '../botApi/types';
import type { ChatSetup } from '../botApi/world';
import { dayAt } from '../community/calendar';
import type { SimulatedGroup } from '../community/groups';
import type { CommunityOptions } from '../community/options';
import type { Random } from '../community/random';
import { createRandom, STREAM, weightedIndex } from '../community/random';
import { simulateCommunity } from '../community/simulate';
import { chatOf, Moment, type Happening, type Newcomer } from './moment';
import { People } from './people';

/** The present of a community: what its people do from now on, as a bot in its groups sees it. */
export interface Trickle {
  /** The groups with everybody in them, for the server to answer about. Instants are milliseconds since 1970. */
  chats(instant: number): ChatSetup[];
  /** What happens at an instant. The same instants in the same order bring the same. */
  at(instant: number): UpdateContent[];
  /** Milliseconds from one instant to the next at which something happens. */
  pause(instant: number): number;
}

const DAY = 86_400_000;
/** Messages of which somebody may answer or react to one. */
const REMEMBERED = 12;
const PAUSE = { least: 8_000, most: 20_000 } as const;

const SHARES: ReadonlyArray<readonly [what: Happening, share: number]> = [
  ['say', 0.4],
  ['reply', 0.27],
  ['react', 0.2],
  ['forward', 0.04],
  ['edit', 0.02],
  ['join', 0.05],
  ['leave', 0.02],
];

/** @throws RangeError for options that make no sense, as `simulateCommunity` does */
export function createTrickle(options: CommunityOptions): Trickle {
  const { plan, groups, members } = simulateCommunity(options);
  const people = new People(members);
  const recent = new Map<SimulatedGroup, BotMessage[]>();
  const newcomers: Newcomer[] = [];
  const dayOf = (instant: number): number =>
    Math.round((Date.parse(dayAt(plan.timeZone, instant)) - Date.parse(plan.start)) / DAY);
  const randomAt = (instant: number, stream: number): Random =>
    createRandom(plan.seed, stream, Math.floor(instant / 1000));

  return {
    chats: (instant) =>
      groups.map((group) => ({
        chat: chatOf(group),
        members: people.roster(group, dayOf(instant)),
        standing: 'administrator' as const,
      })),
    pause: (instant) => randomAt(instant, STREAM.pause).int(PAUSE.least, PAUSE.most),
    at(instant) {
      const day = dayOf(instant);
      const random = randomAt(instant, STREAM.live);
      const weights = groups.map((group) => people.weight(group, day, 'say'));
      if (!weights.some((weight) => weight > 0)) return [];
      const group = groups[weightedIndex(weights, random.next())];
      const moment = new Moment(
        group,
        people,
        day,
        Math.floor(instant / 1000),
        random,
        recent.get(group) ?? [],
        newcomers,
      );
      const happened = moment.happen(
        SHARES[
          weightedIndex(
            SHARES.map(([, share]) => share),
            random.next(),
          )
        ][0],
      );
      const said = happened.flatMap(({ message }) => (message ? [message] : []));
      recent.set(group, [...(recent.get(group) ?? []), ...said].slice(-REMEMBERED));
      return happened;
    },
  };
}
