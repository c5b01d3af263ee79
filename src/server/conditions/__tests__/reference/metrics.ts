import type { MetricValue } from '../../../../common/conditions';
import { seenBy, type Person, type Seen, type World } from './community';

const DAY = 86_400_000;

/** What a metric is computed from. */
export interface Scene {
  world: World;
  asOf: number;
  today: number;
  /** Everything by the end of the day of `asOf`. */
  acts: Seen[];
}

export function sceneAt(world: World, asOf: number): Scene {
  const today = world.zone.dayNumber(asOf);
  return { world, asOf, today, acts: seenBy(world, today) };
}

type Reading = (person: Person, value: MetricValue, scene: Scene) => number | null;

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
const different = (values: unknown[]): number => new Set(values).size;
const weekOf = (day: number): number => Math.floor((day + 3) / 7);

function inWindow({ day }: Seen, { window }: MetricValue, today: number): boolean {
  if (!window) return true;
  const last = today - (window.endingDaysAgo ?? 0);
  return day <= last && day > last - window.days;
}

const inGroups = ({ group }: Seen, { groups }: MetricValue): boolean =>
  !groups || (group !== null && groups.includes(group));

/** What a member did within the window and groups, and of the kinds where some are named. */
function done(person: Person, value: MetricValue, { acts, today }: Scene): Seen[] {
  return acts.filter(
    (act) =>
      act.member === person.key &&
      inWindow(act, value, today) &&
      inGroups(act, value) &&
      (!value.kinds || value.kinds.includes(act.kind)),
  );
}

/** What others did towards a member. */
function received(person: Person, value: MetricValue, { acts, today }: Scene): Seen[] {
  return acts.filter(
    (act) =>
      act.target === person.key &&
      act.member !== person.key &&
      inWindow(act, value, today) &&
      inGroups(act, value) &&
      (!value.kinds || value.kinds.includes(act.kind)),
  );
}

/** Signs of life, or whatever is of the kinds that were named. A return counts only where no kind is named. */
const signs = (person: Person, value: MetricValue, scene: Scene): Seen[] =>
  done(person, value, scene).filter((act) => (value.kinds ? true : act.signOfLife));

/** The same without returns: joining is nothing that one does. */
const counted = (person: Person, value: MetricValue, scene: Scene): Seen[] =>
  signs(person, value, scene).filter(({ kind }) => value.kinds || kind !== 'join');

const ofKind =
  (...kinds: string[]): Reading =>
  (person, value, scene) =>
    done(person, { ...value, kinds }, scene).length;

const adding =
  (measure: (act: Seen) => number): Reading =>
  (person, value, scene) =>
    sum(done(person, value, scene).map(measure));

/** First sight: anything at all, by anybody's clock. */
function firstSeen(person: Person, { world }: Scene): number | null {
  const own = seenBy(world, Infinity).filter(({ member }) => member === person.key);
  return own.length ? Math.min(...own.map(({ at }) => at)) : null;
}

function daysSince(instant: number | null, { asOf }: Scene): number | null {
  return instant === null ? null : (asOf - instant) / DAY;
}

/** Groups a member was ever in (asking to be let in is not enough), with the instant of leaving where nothing was heard after it. */
function stays(person: Person, { acts }: Scene): Array<number | null> {
  const own = acts.filter(
    ({ member, group, kind }) => member === person.key && group !== null && kind !== 'join_request',
  );
  return [...new Set(own.map(({ group }) => group))].map((group) => {
    const here = own.filter((act) => act.group === group);
    const left = Math.max(...here.filter(({ kind }) => kind === 'leave').map(({ at }) => at), -Infinity);
    const heard = Math.max(...here.filter(({ kind }) => kind !== 'leave').map(({ at }) => at), -Infinity);
    return Number.isFinite(left) && left >= heard ? left : null;
  });
}

function row(periods: number[], present: number): number {
  const known = new Set(periods);
  let period = known.has(present) ? present : present - 1;
  let length = 0;
  for (; known.has(period); period -= 1) length += 1;
  return length;
}

function score(person: Person, value: MetricValue, scene: Scene): number {
  const { kinds, profile } = scene.world;
  const cells = new Map<string, { day: number; kind: string; count: number }>();
  for (const { group, day, kind } of done(person, value, scene)) {
    const key = `${group} ${day} ${kind}`;
    const cell = cells.get(key) ?? { day, kind, count: 0 };
    cell.count += 1;
    cells.set(key, cell);
  }
  const points = sum(
    [...cells.values()].map(({ day, kind, count }) => {
      const { weight = 0, dailyCap = null } = kinds.find(({ key }) => key === kind) ?? {};
      const raw = count * weight;
      return (dailyCap === null ? raw : Math.min(raw, dailyCap)) * 2 ** ((day - scene.today) / profile.halfLifeDays);
    }),
  );
  return Math.round(1000 * (1 - 2 ** (-points / profile.pointsForHalf))) / 10;
}

const READ_BY = ['reaction', 'poll_answer', 'click', 'confirmed_read'];

export const REFERENCE: Record<string, Reading> = {
  messages: (person, value, scene) => done(person, value, scene).filter((act) => value.kinds || act.utterance).length,
  activities: (person, value, scene) => counted(person, value, scene).length,
  replies: adding(({ isReply }) => Number(isReply)),
  forwards: adding(({ isForward }) => Number(isForward)),
  characters: adding(({ characters }) => characters),
  sessionMinutes: adding(({ sessionMinutes }) => sessionMinutes),
  reactions: ofKind('reaction'),
  invites: ofKind('invite'),
  clicks: ofKind('click'),
  commands: ofKind('command'),
  checkIns: ofKind('check_in'),
  eventsAttended: ofKind('event_attendance'),
  purchases: ofKind('purchase'),
  amountSpent: (person, value, scene) =>
    sum(done(person, { ...value, kinds: ['purchase'] }, scene).map(({ amount }) => amount)),
  confirmedReads: (person, value, scene) =>
    sum(done(person, value, scene).map((act) => Number(READ_BY.includes(act.kind) || (act.utterance && act.isReply)))),
  repliesReceived: (person, value, scene) => received(person, value, scene).filter(({ isReply }) => isReply).length,
  reactionsReceived: (person, value, scene) =>
    received(person, value, scene).filter(({ kind }) => kind === 'reaction').length,
  activeDays: (person, value, scene) => different(signs(person, value, scene).map(({ day }) => day)),
  activeWeeks: (person, value, scene) => different(signs(person, value, scene).map(({ day }) => weekOf(day))),
  activeGroups: (person, value, scene) => different(signs(person, value, scene).map(({ group }) => group)),
  distinctKinds: (person, value, scene) => different(counted(person, value, scene).map(({ kind }) => kind)),
  currentGroups: (person, _value, scene) => stays(person, scene).filter((left) => left === null).length,
  daysSinceLeftAll: (person, _value, scene) => {
    const left = stays(person, scene);
    return left.length && left.every((at) => at !== null) ? daysSince(Math.max(...(left as number[])), scene) : null;
  },
  daysInStage: (person, _value, scene) => daysSince(person.stageSince, scene),
  daysSinceJoined: (person, _value, scene) => {
    const first = firstSeen(person, scene);
    return first !== null && first <= scene.asOf ? daysSince(first, scene) : null;
  },
  daysSinceFirst: (person, value, scene) => {
    const happened = signs(person, value, scene).map(({ at }) => at);
    return daysSince(happened.length ? Math.min(...happened) : firstSeen(person, scene), scene);
  },
  daysSinceLast: (person, value, scene) => {
    const happened = signs(person, value, scene).map(({ at }) => at);
    return daysSince(happened.length ? Math.max(...happened) : firstSeen(person, scene), scene);
  },
  streakDays: (person, value, scene) =>
    row(
      signs(person, value, scene).map(({ day }) => day),
      scene.today,
    ),
  streakWeeks: (person, value, scene) =>
    row(
      signs(person, value, scene).map(({ day }) => weekOf(day)),
      weekOf(scene.today),
    ),
  peakShare: (person, value, scene) => {
    const weeks = new Map<number, number>();
    for (const { day } of counted(person, value, scene)) weeks.set(weekOf(day), (weeks.get(weekOf(day)) ?? 0) + 1);
    return weeks.size ? Math.max(...weeks.values()) / sum([...weeks.values()]) : null;
  },
  score,
  level: (person, value, scene) => {
    const { highFrom, mediumFrom } = scene.world.profile;
    const shown = score(person, value, scene);
    return shown >= highFrom ? 3 : shown >= mediumFrom ? 2 : shown > 0 ? 1 : 0;
  },
};
