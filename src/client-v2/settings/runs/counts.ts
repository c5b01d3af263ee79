import { STAGE_TITLES } from '../../heatmap/stages';
import type { Translate } from '../../locale';

/** Titles of the numbers that runs report, in the order in which they are shown. */
const COUNT_TITLES: Record<string, string> = {
  records: 'Records',
  activities: 'Activities',
  messages: 'Messages',
  replies: 'Replies',
  forwards: 'Forwards',
  reactions: 'Reactions',
  joins: 'Joins',
  leaves: 'Leaves',
  invites: 'Invitations',
  chats: 'Groups',
  members: 'Members',
  added: 'Added',
  changed: 'Changed',
  unchanged: 'Already there',
  retracted: 'Taken back',
  withoutMember: 'Without a member',
  withoutTime: 'Without a time',
  skipped: 'Skipped',
  scoredMembers: 'Members scored',
  scoredMemberships: 'Memberships scored',
  examined: 'Members examined',
  newcomers: 'Newcomers',
  placed: 'First stages given',
  stageChanges: 'Stage changes',
  personaChanges: 'Persona changes',
  tierChanges: 'Tier changes',
  quintileChanges: 'Changes of recency, frequency and money',
  tagsGiven: 'Tags given',
  tagsTaken: 'Tags taken away',
  segmentsRefreshed: 'Segments refreshed',
  segmentsEntered: 'Entered a segment',
  segmentsLeft: 'Left a segment',
  segmentsFailed: 'Could not be refreshed',
  segments: 'Segments refreshed',
  entered: 'Entered a segment',
  left: 'Left a segment',
  failed: 'Could not be refreshed',
  aliveFittedOn: 'Members in the sample for estimates',
};

const ORDER = Object.keys(COUNT_TITLES);
const place = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

/** Numbers that only explain others, or that tell of how the work was done. */
const isDetail = (name: string) =>
  name.startsWith('kind.') ||
  name.startsWith('ms.') ||
  ['touches', 'touched', 'instants', 'fullPasses', 'crossover'].includes(name);

export interface Count {
  name: string;
  title: string;
  value: number;
}

function titleOf(name: string, t: Translate): string {
  const stage = /^entered\.(.+)$/.exec(name)?.[1];
  return stage ? t('Now {{stage}}', { stage: t(STAGE_TITLES[stage] ?? stage) }) : t(COUNT_TITLES[name] ?? name);
}

/** The numbers of a run, known ones first; reasons for skipping are summed up, unknown names stand for themselves. */
export function listCounts(counts: Record<string, unknown> | null | undefined, t: Translate): Count[] {
  const sums = new Map<string, number>();
  for (const [key, value] of Object.entries(counts ?? {})) {
    if (typeof value !== 'number' || isDetail(key)) continue;
    const name = key.startsWith('skipped.') ? 'skipped' : key;
    sums.set(name, (sums.get(name) ?? 0) + value);
  }
  return [...sums]
    .sort(([one], [other]) => place(one) - place(other) || one.localeCompare(other))
    .map(([name, value]) => ({ name, title: titleOf(name, t), value }));
}
