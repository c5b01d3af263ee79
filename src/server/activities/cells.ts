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

interface Touched {
  fromDay: string;
  toDay: string;
  /** Null = there are so many that they need not be told apart. */
  cells: Map<string, Cell> | null;
}

/** The fewest rows that cover the cells: single days of members, or the whole group's range where many are touched. */
export function touchesOf(cells: Iterable<Cell>): Touch[] {
  const groups = new Map<number, Touched>();
  for (const cell of cells) {
    const { groupId, memberId, day } = cell;
    let group = groups.get(groupId);
    if (!group) groups.set(groupId, (group = { fromDay: day, toDay: day, cells: new Map() }));
    if (day < group.fromDay) group.fromDay = day;
    if (day > group.toDay) group.toDay = day;
    if (group.cells?.set(`${memberId} ${day}`, cell).size === CELLS_TO_RANGE) group.cells = null;
  }
  const touches: Touch[] = [];
  for (const [groupId, { fromDay, toDay, cells: few }] of groups) {
    if (!few) touches.push({ groupId, memberId: EVERYBODY, fromDay, toDay });
    else for (const { memberId, day } of few.values()) touches.push({ groupId, memberId, fromDay: day, toDay: day });
  }
  return touches;
}
