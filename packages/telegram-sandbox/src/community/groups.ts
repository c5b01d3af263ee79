import type { CommunityPlan } from './options';
import { createRandom, STREAM, weightedIndex } from './random';
import type { Topic } from './topics';
import { TOPICS } from './topics';

/** `chat.type` of an export, as far as communities have it. */
export type ExportChatType = 'private_group' | 'private_supergroup' | 'public_supergroup';

/** A chat of the community. */
export interface SimulatedGroup {
  index: number;
  /** As the export writes it: bare and positive. */
  id: number;
  /** As the Bot API writes it: `-100…` for supergroups, `-…` for basic groups. */
  botApiId: string;
  title: string;
  type: ExportChatType;
  topic: Topic;
  /** Index of the topic: groups of one cluster share members. */
  cluster: number;
  /** Relative size; falls with the rank by a power law. */
  weight: number;
  /** Forum groups have topics of their own. */
  isForum: boolean;
  /** Relative traffic per hour of a working day and of a weekend day. */
  hours: { workday: number[]; weekend: number[] };
}

const SIZE_EXPONENT = 0.9;
const GROUPS_PER_CLUSTER = 5;

/** The groups, the biggest first; topics take turns, so that each cluster has big and small ones. */
export function createGroups(plan: CommunityPlan): SimulatedGroup[] {
  const clusters = Math.min(TOPICS.length, Math.max(1, Math.round(plan.groups / GROUPS_PER_CLUSTER)));
  return Array.from({ length: plan.groups }, (_, index) => createGroup(plan, index, clusters));
}

function createGroup(plan: CommunityPlan, index: number, clusters: number): SimulatedGroup {
  const random = createRandom(plan.seed, STREAM.group, index);
  const cluster = index % clusters;
  const rankInCluster = Math.floor(index / clusters);
  const topic = TOPICS[cluster];
  const type = typeOf(index, plan.groups);
  const id = 1_200_000_000 + index * 7_000_003 + random.int(0, 6_999_999);
  const round = Math.floor(rankInCluster / topic.titles.length);
  const title = topic.titles[rankInCluster % topic.titles.length] + (round > 0 ? ` ${round + 1}` : '');
  return {
    index,
    id,
    botApiId: type === 'private_group' ? `-${id}` : `-100${id}`,
    title,
    type,
    topic,
    cluster,
    weight: (index + 1) ** -SIZE_EXPONENT,
    isForum: type !== 'private_group' && index % 7 === 3,
    hours: hoursOf(topic, random.int(-1, 1)),
  };
}

/** The smallest tenth are basic groups; of the rest every third is public. */
function typeOf(index: number, groups: number): ExportChatType {
  if (index > 1 && index >= Math.floor(groups * 0.9)) {
    return 'private_group';
  }
  return index % 3 === 0 ? 'public_supergroup' : 'private_supergroup';
}

function hoursOf(topic: Topic, shift: number): SimulatedGroup['hours'] {
  const evening = topic.peak + shift;
  const profile = (lateBy: number, second: number): number[] =>
    Array.from(
      { length: 24 },
      (_, hour) => 0.03 + bump(hour, evening + lateBy, 2.2) + second * bump(hour, topic.secondPeak + lateBy, 1.8),
    );
  return { workday: profile(0, 0.45), weekend: profile(1, 0.8) };
}

/** A bell around an hour, on a clock that wraps at midnight. */
function bump(hour: number, centre: number, width: number): number {
  const distance = Math.abs(hour - (((centre % 24) + 24) % 24));
  const around = Math.min(distance, 24 - distance);
  return Math.exp(-(around ** 2) / (2 * width ** 2));
}

/** A second of the day (0 … 86,399) at which something happens in a group; the two points in [0, 1) decide. */
export function secondOfDay(group: SimulatedGroup, weekday: number, hourPoint: number, secondPoint: number): number {
  const hour = weightedIndex(weekday >= 5 ? group.hours.weekend : group.hours.workday, hourPoint);
  return hour * 3600 + Math.floor(secondPoint * 3600);
}
