import type { HeatmapAnswer, HeatmapCells, HeatmapGroup, HeatmapMember } from './heatmap';
import { packNumbers, unpackNumbers, type PackedNumbers } from './packedNumbers';

/**
 * Steps of a point of score: 4,000 of them are two digits of {@link PackedNumbers}. Scores are rounded down to one; as
 * half a tenth is a whole number of steps, a score shows the same first decimal before and after.
 */
export const SCORE_STEPS = 40;
export const STEP_TOLERANCE = 1e-7;
const MINUTE = 60_000;

/** Values that repeat, as places in a list; -1 is null. */
interface Coded {
  words: string[];
  at: PackedNumbers;
}

/**
 * The answer of `communityAnalytics:heatmap?format=compact`: the same as {@link HeatmapAnswer}, column by column. Cells are
 * ordered by member, then group.
 */
export interface CompactHeatmap extends Omit<HeatmapAnswer, 'members' | 'cells'> {
  format: 'compact';
  members: { id: PackedNumbers; name: Array<string | null>; stage: Coded; persona: Coded; score: Array<number | null> };
  groups: HeatmapGroup[];
  cells: {
    /** Cells of each member. */
    perMember: PackedNumbers;
    /** Group less the one before it in the same row, less one; the first counts from -1. */
    group: PackedNumbers;
    /** In {@link SCORE_STEPS} a point, rounded down. */
    score: PackedNumbers;
    level: PackedNumbers;
    posts: PackedNumbers;
    /** Minutes since 1970, rounded down, less `firstMinute`, plus one; 0 when never. */
    lastActive: PackedNumbers;
    firstMinute: number;
  };
}

/** The cells of a decoded answer: about 20 bytes each. */
export type PackedCells = HeatmapCells<ArrayLike<number>>;
export type PackedHeatmap = HeatmapAnswer<ArrayLike<number>>;

/** A score in steps. A sum of binary fractions may end a hair below the step that it is meant to be. */
export const scoreSteps = (score: number): number => Math.floor(score * SCORE_STEPS + STEP_TOLERANCE);

/** Places of the cells by member, then group. */
function inOrder({ member, group }: PackedCells, rows: number, columns: number): Uint32Array {
  const places = new Uint32Array(rows * columns);
  for (let at = 0; at < member.length; at++) places[member[at] * columns + group[at]] = at + 1;
  const order = new Uint32Array(member.length);
  let count = 0;
  for (const place of places) if (place > 0) order[count++] = place - 1;
  return order;
}

function code(values: ReadonlyArray<string | null>): Coded {
  const words = [...new Set(values.filter((value) => value !== null))] as string[];
  const places = new Map(words.map((word, at) => [word, at]));
  return { words, at: packNumbers(values.map((value) => (value === null ? -1 : (places.get(value) as number)))) };
}

const decode = ({ words, at }: Coded): Array<string | null> =>
  Array.from(unpackNumbers(at), (place) => words[place] ?? null);

/** Encodes an answer; member and group meet at most once. */
export function compactHeatmap(answer: PackedHeatmap): CompactHeatmap {
  const { members, groups, cells, ...rest } = answer;
  const order = inOrder(cells, members.length, groups.length);
  const perMember = new Uint32Array(members.length);
  const columns = { group: new Uint32Array(order.length), score: new Uint32Array(order.length) };
  const minutes = new Float64Array(order.length);
  let firstMinute = Infinity;
  order.forEach((cell, at) => {
    const before = at > 0 && cells.member[order[at - 1]] === cells.member[cell] ? cells.group[order[at - 1]] : -1;
    perMember[cells.member[cell]] += 1;
    columns.group[at] = cells.group[cell] - before - 1;
    columns.score[at] = scoreSteps(cells.score[cell]);
    minutes[at] = Math.floor(cells.lastActiveAt[cell] / MINUTE);
    if (minutes[at] > 0) firstMinute = Math.min(firstMinute, minutes[at]);
  });
  if (!Number.isFinite(firstMinute)) firstMinute = 0;
  const taken = (values: ArrayLike<number>) => packNumbers(Uint32Array.from(order, (cell) => values[cell]));
  return {
    ...rest,
    format: 'compact',
    members: {
      id: packNumbers(members.map(({ id }) => Number(id))),
      name: members.map(({ name }) => name),
      stage: code(members.map(({ stage }) => stage)),
      persona: code(members.map(({ persona }) => persona)),
      score: members.map(({ score }) => (score === null ? null : Math.round(score * 100) / 100)),
    },
    groups,
    cells: {
      perMember: packNumbers(perMember),
      group: packNumbers(columns.group),
      score: packNumbers(columns.score),
      level: taken(cells.level),
      posts: taken(cells.posts),
      lastActive: packNumbers(minutes.map((minute) => (minute > 0 ? minute - firstMinute + 1 : 0))),
      firstMinute,
    },
  };
}

/** Decodes {@link compactHeatmap} into typed arrays. */
export function readCompactHeatmap(answer: CompactHeatmap): PackedHeatmap {
  const { members: packed, groups, cells, total, page, pageSize, asOf } = answer;
  const [stages, personas] = [decode(packed.stage), decode(packed.persona)];
  const members: HeatmapMember[] = Array.from(unpackNumbers(packed.id), (id, at) => ({
    id,
    name: packed.name[at],
    stage: stages[at],
    persona: personas[at],
    score: packed.score[at],
  }));
  const perMember = unpackNumbers(cells.perMember);
  const gaps = unpackNumbers(cells.group);
  const member = new Uint32Array(gaps.length);
  const group = new Uint16Array(gaps.length);
  let at = 0;
  for (let row = 0; row < perMember.length; row++) {
    let column = -1;
    for (let left = perMember[row]; left > 0; left--, at++) {
      member[at] = row;
      column += gaps[at] + 1;
      group[at] = column;
    }
  }
  return {
    members,
    groups,
    cells: {
      member,
      group,
      score: Float32Array.from(unpackNumbers(cells.score), (steps) => steps / SCORE_STEPS),
      level: Uint8Array.from(unpackNumbers(cells.level)),
      posts: Uint32Array.from(unpackNumbers(cells.posts)),
      lastActiveAt: Float64Array.from(unpackNumbers(cells.lastActive), (minutes) =>
        minutes === 0 ? 0 : (cells.firstMinute + minutes - 1) * MINUTE,
      ),
    },
    total,
    page,
    pageSize,
    asOf,
  };
}
