/** A member's day in a group whose facts have to be counted again. */
export interface Cell {
  groupId: number;
  memberId: number;
  /** `YYYY-MM-DD` of the community's calendar. */
  day: string;
}

/** A touched part of the facts: one member's days, or everybody's. */
export interface Touch {
  groupId: number;
  memberId: number;
  fromDay: string;
  toDay: string;
}

/** Member id of a touch that means everybody in the group. */
export const EVERYBODY = -1;

/** From this many cells of one group on, counting the whole group's days again is cheaper. */
const CELLS_TO_RANGE = 64;

/** The fewest rows that cover the cells: single days of members, or the whole group's range where many are touched. */
export function touchesOf(cells: Iterable<Cell>): Touch[] {
  const groups = new Map<number, Map<string, Cell>>();
  for (const cell of cells) {
    let group = groups.get(cell.groupId);
    if (!group) groups.set(cell.groupId, (group = new Map()));
    group.set(`${cell.memberId} ${cell.day}`, cell);
  }
  const touches: Touch[] = [];
  for (const [groupId, group] of groups) {
    if (group.size < CELLS_TO_RANGE) {
      for (const { memberId, day } of group.values()) touches.push({ groupId, memberId, fromDay: day, toDay: day });
      continue;
    }
    const days = [...group.values()].map(({ day }) => day).sort();
    touches.push({ groupId, memberId: EVERYBODY, fromDay: days[0], toDay: days[days.length - 1] });
  }
  return touches;
}
