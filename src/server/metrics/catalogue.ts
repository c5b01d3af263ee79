import { activeDays } from './list/activeDays';
import { activeGroups } from './list/activeGroups';
import { amountSpent } from './list/amountSpent';
import { clicks } from './list/clicks';
import { confirmedReads } from './list/confirmedReads';
import { currentGroups } from './list/currentGroups';
import { daysInStage } from './list/daysInStage';
import { daysSinceJoined } from './list/daysSinceJoined';
import { daysSinceLast } from './list/daysSinceLast';
import { daysSinceLeftAll } from './list/daysSinceLeftAll';
import { forwards } from './list/forwards';
import { messages } from './list/messages';
import { purchases } from './list/purchases';
import { reactions } from './list/reactions';
import { replies } from './list/replies';
import type { Metric } from './metric';

/** Every metric. A new one is a file in `list/` and a line here. */
export const METRICS: ReadonlyMap<string, Metric> = new Map(
  [
    activeDays,
    activeGroups,
    amountSpent,
    clicks,
    confirmedReads,
    currentGroups,
    daysInStage,
    daysSinceJoined,
    daysSinceLast,
    daysSinceLeftAll,
    forwards,
    messages,
    purchases,
    reactions,
    replies,
  ].map((metric) => [metric.key, metric]),
);
