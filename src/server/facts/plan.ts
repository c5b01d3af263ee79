import { dayNumberOf } from '@community-crm/community-model';
import { EVERYBODY, type Cell, type Touch } from '../activities';

/** A group's days, both ends included, that are counted again for everybody. */
export interface Range {
  groupId: number;
  fromDay: string;
  toDay: string;
}

export interface RecountPlan {
  ranges: Range[];
  /** Single days of members that no range covers. */
  cells: Cell[];
}

/** Ranges of a group this many days apart or nearer are one: counting a quiet day again is cheaper than a transaction. */
const NEAR_DAYS = 7;
/** From this many touched cells a day on, a group's span of days is counted whole. */
const CELLS_A_DAY = 4;
/** A span of so many days is what happens now, which late in the evening touches tomorrow: its cells are few of the day's. */
const NOW_DAYS = 2;

/** The fewest counts that cover all touches: ranges put together, and cells left alone only where they are sparse. */
export function planRecount(touches: readonly Touch[]): RecountPlan {
  const groups = new Map<number, { ranges: Range[]; cells: Map<string, Cell> }>();
  for (const { groupId, memberId, fromDay, toDay } of touches) {
    let group = groups.get(groupId);
    if (!group) groups.set(groupId, (group = { ranges: [], cells: new Map() }));
    if (memberId === EVERYBODY) group.ranges.push({ groupId, fromDay, toDay });
    else group.cells.set(`${memberId} ${fromDay}`, { groupId, memberId, day: fromDay });
  }
  const plan: RecountPlan = { ranges: [], cells: [] };
  for (const [groupId, group] of groups) {
    const cells = [...group.cells.values()];
    const dense = denseSpan(groupId, cells);
    const ranges = merged(dense ? [...group.ranges, dense] : group.ranges);
    plan.ranges.push(...ranges);
    plan.cells.push(...cells.filter(({ day }) => !ranges.some((r) => r.fromDay <= day && day <= r.toDay)));
  }
  return plan;
}

/** How many days there are from one to the other, both included. */
export const daysOf = ({ fromDay, toDay }: Pick<Range, 'fromDay' | 'toDay'>): number =>
  dayNumberOf(toDay) - dayNumberOf(fromDay) + 1;

function denseSpan(groupId: number, cells: readonly Cell[]): Range | null {
  if (!cells.length) return null;
  const days = cells.map(({ day }) => day).sort();
  const [fromDay, toDay] = [days[0], days[days.length - 1]];
  const span = daysOf({ fromDay, toDay });
  return span > NOW_DAYS && cells.length >= CELLS_A_DAY * span ? { groupId, fromDay, toDay } : null;
}

function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((a, b) => (a.fromDay < b.fromDay ? -1 : a.fromDay > b.fromDay ? 1 : 0))) {
    const last = result[result.length - 1];
    if (last && dayNumberOf(range.fromDay) - dayNumberOf(last.toDay) <= NEAR_DAYS) {
      if (range.toDay > last.toDay) last.toDay = range.toDay;
    } else {
      result.push({ ...range });
    }
  }
  return result;
}
