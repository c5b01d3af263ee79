import { activeDays } from './list/activeDays';
import { activeGroups } from './list/activeGroups';
import { activeWeeks } from './list/activeWeeks';
import { activities } from './list/activities';
import { amountSpent } from './list/amountSpent';
import { characters } from './list/characters';
import { checkIns } from './list/checkIns';
import { clicks } from './list/clicks';
import { commands } from './list/commands';
import { confirmedReads } from './list/confirmedReads';
import { currentGroups } from './list/currentGroups';
import { daysInStage } from './list/daysInStage';
import { daysSinceFirst } from './list/daysSinceFirst';
import { daysSinceJoined } from './list/daysSinceJoined';
import { daysSinceLast } from './list/daysSinceLast';
import { daysSinceLeftAll } from './list/daysSinceLeftAll';
import { distinctKinds } from './list/distinctKinds';
import { eventsAttended } from './list/eventsAttended';
import { forwards } from './list/forwards';
import { invites } from './list/invites';
import { level } from './list/level';
import { messages } from './list/messages';
import { pAlive } from './list/pAlive';
import { peakShare } from './list/peakShare';
import { purchases } from './list/purchases';
import { reactions } from './list/reactions';
import { reactionsReceived } from './list/reactionsReceived';
import { replies } from './list/replies';
import { repliesReceived } from './list/repliesReceived';
import { score } from './list/score';
import { sessionMinutes } from './list/sessionMinutes';
import { streakDays } from './list/streakDays';
import { streakWeeks } from './list/streakWeeks';
import type { Metric } from './metric';

/** Every metric. A new one is a file in `list/` and a line here. */
export const METRICS: ReadonlyMap<string, Metric> = new Map(
  [
    activeDays,
    activeGroups,
    activeWeeks,
    activities,
    amountSpent,
    characters,
    checkIns,
    clicks,
    commands,
    confirmedReads,
    currentGroups,
    daysInStage,
    daysSinceFirst,
    daysSinceJoined,
    daysSinceLast,
    daysSinceLeftAll,
    distinctKinds,
    eventsAttended,
    forwards,
    invites,
    level,
    messages,
    pAlive,
    peakShare,
    purchases,
    reactions,
    reactionsReceived,
    replies,
    repliesReceived,
    score,
    sessionMinutes,
    streakDays,
    streakWeeks,
  ].map((metric: Metric): [string, Metric] => [metric.key, metric]),
);
