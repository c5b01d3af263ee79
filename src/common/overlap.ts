/** The answers of `communityAnalytics:overlap`, `flow`, `coldGroups` and `invitable`, shared by server and browser. */

/** Whose membership counts: everybody ever seen in the group, or without those who are known to have left. */
export const OVERLAP_MEMBERS = ['seen', 'present'] as const;
export type OverlapMembers = (typeof OVERLAP_MEMBERS)[number];

/** What a group pair's shared members are put in relation to. */
export const OVERLAP_MEASURES = ['coefficient', 'jaccard', 'shared'] as const;
export type OverlapMeasure = (typeof OVERLAP_MEASURES)[number];

/** From which numbers on something is hinted at. Shares are 0 to 1. */
export interface OverlapThresholds {
  /** Pairs that share fewer members neither hint at anything nor bind groups to a community. */
  minShared: number;
  /** Two groups with the same members: shared members among those of either group (Jaccard). */
  mergeJaccard: number;
  /** Or: share of the smaller group's members who are in the larger one as well … */
  mergeCoefficient: number;
  /** … while the smaller group has at least this share of the larger one's members. */
  mergeSize: number;
  /** Share of the smaller group's members who are in the other one as well, below a merger. */
  interlinkCoefficient: number;
  /** Groups with fewer members are not looked at for a split. */
  splitMembers: number;
  /** Each part holds at least this share of the group's members. */
  splitShare: number;
  /** At most this share of the members of two parts is at home in both. */
  splitContact: number;
}

export const DEFAULT_THRESHOLDS: OverlapThresholds = {
  minShared: 5,
  mergeJaccard: 0.5,
  mergeCoefficient: 0.8,
  mergeSize: 0.5,
  interlinkCoefficient: 0.3,
  splitMembers: 30,
  splitShare: 0.25,
  splitContact: 0.2,
};

/** Thresholds that count members; the others are shares. */
export const COUNTED_THRESHOLDS = ['minShared', 'splitMembers'] as const satisfies ReadonlyArray<
  keyof OverlapThresholds
>;

export const THRESHOLD_NAMES = Object.keys(DEFAULT_THRESHOLDS) as Array<keyof OverlapThresholds>;

export interface OverlapGroup {
  id: number;
  title: string | null;
  members: number;
  /** Index into the communities; null for a group that is bound to no other. */
  community: number | null;
}

/** Two groups with at least one shared member; `a` and `b` are group ids, a < b. */
export interface OverlapPair {
  a: number;
  b: number;
  shared: number;
  /** Shared members among all members of the two, 0 to 1. */
  jaccard: number;
  /** Shared members among those of the smaller group (overlap coefficient), 0 to 1. */
  coefficient: number;
}

/** Groups that share more members with each other than with the rest. */
export interface OverlapCommunity {
  /** Ids, largest group first. */
  groups: number[];
}

export interface MergeHint extends OverlapPair {
  kind: 'merge';
  /** Members of the smaller group as a share of the larger one's. */
  size: number;
  /** Which of the two conditions holds. */
  because: 'jaccard' | 'coefficient';
}

export interface InterlinkHint extends OverlapPair {
  kind: 'interlink';
}

/** A circle of other groups in which a part of a group's members is at home. */
export interface SplitPart {
  community: number;
  members: number;
  /** Of the group's members, 0 to 1. */
  share: number;
}

export interface SplitHint {
  kind: 'split';
  group: number;
  members: number;
  /** Largest first. */
  parts: SplitPart[];
  /** Of the members of the two largest parts, the share that has a group in both of their communities. */
  contact: number;
}

export type OverlapHint = MergeHint | InterlinkHint | SplitHint;
export type HintKind = OverlapHint['kind'];
export const HINT_KINDS = ['merge', 'interlink', 'split'] as const satisfies readonly HintKind[];

export interface OverlapAnswer {
  /** Milliseconds. */
  asOf: number;
  /** Largest first. */
  groups: OverlapGroup[];
  pairs: OverlapPair[];
  /** Found by the Louvain method with Jaccard as the weight; largest first. */
  communities: OverlapCommunity[];
  /** How much the communities explain of who shares members with whom (Newman): 0 as by chance, near 1 almost all; null without any. */
  modularity: number | null;
  /** Strongest first within a kind; at most {@link MOST_HINTS} of each. */
  hints: OverlapHint[];
  /** How many there are of each kind. */
  hintCounts: Record<HintKind, number>;
  /** What the hints were measured by. */
  thresholds: OverlapThresholds;
}

export const MOST_HINTS = 100;

/** Forwards from one group into another, as far as they could be traced. */
export interface FlowLink {
  from: number;
  to: number;
  forwards: number;
  /** Different members who forwarded. */
  people: number;
}

/** How the group was found that a message was forwarded from. */
export const TRACES = ['chat', 'author', 'copy', 'title'] as const;
/**
 * `chat` named by Telegram; `author` a message of the named author at the named second; `copy` the same text or file by an author of
 * the named name before; `title` the name is that of one group alone.
 */
export type Trace = (typeof TRACES)[number];

export interface FlowAnswer {
  /** Community days, both included. */
  from: string;
  to: string;
  timeZone: string;
  groups: Array<{ id: number; title: string | null }>;
  /** Forwards seen in the caller's groups. */
  forwards: number;
  /** Of these, looked into: the latest ones when there are very many. */
  examined: number;
  /** Of those, traced to one of the caller's groups. */
  traced: number;
  tracedBy: Record<Trace, number>;
  /** Of the traced, forwarded within the group that they come from; not among the links. */
  within: number;
  /** Named by Telegram as coming from a chat outside of the known groups. */
  outside: number;
  /** Most forwards first. */
  links: FlowLink[];
}

/** When a group counts as quiet. */
export interface ColdThresholds {
  /** At most this share of the group's own activity before. */
  coldPast: number;
  /** Or at most this share of what is usual in related groups. */
  coldRelated: number;
}

export const DEFAULT_COLD_THRESHOLDS: ColdThresholds = { coldPast: 0.5, coldRelated: 0.5 };

/** Days that are compared, and of how many such stretches the past is the mean. */
export const COLD_DAYS = 30;
export const COLD_PAST_PERIODS = 3;

export interface ColdGroup {
  id: number;
  title: string | null;
  members: number;
  /** Active hours per member in the last {@link COLD_DAYS} days: hours in which a member said something. */
  recent: number;
  /** The same per stretch of as many days, mean of those before; null when nothing was said before. */
  before: number | null;
  /** Median of `recent` over the related groups; null without any. */
  related: number | null;
  relatedGroups: number[];
  reasons: Array<'past' | 'related'>;
}

export interface ColdGroupsAnswer {
  asOf: number;
  thresholds: ColdThresholds;
  /** Titles of the groups named anywhere in the answer. */
  groups: Array<{ id: number; title: string | null }>;
  /** Quietest against its measure first. */
  cold: ColdGroup[];
  /** Groups that were looked at. */
  examined: number;
}

export interface InvitableMember {
  id: number;
  name: string | null;
  stage: string | null;
  engagementScore: number | null;
  /** Whether the bot may write to the member: what Telegram answered last, a proxy for "can be invited". */
  reachability: string | null;
  lastActiveAt: number | null;
  /** Sum over the related groups of closeness × score there; orders the list. Null, as scores are, where they may not be read. */
  affinity: number | null;
  /** The related groups in which the member is active, closest first. */
  groups: Array<{ id: number; score: number | null }>;
}

export interface InvitableAnswer {
  group: { id: number; title: string | null };
  /** Groups that members of the quiet one are in as well, closest first; closeness is Jaccard. */
  related: Array<{ id: number; title: string | null; shared: number; jaccard: number }>;
  members: InvitableMember[];
  total: number;
  page: number;
  pageSize: number;
}
