import type { HeatmapCells } from '../../common/heatmap';
import { SCORE_STEPS, STEP_TOLERANCE } from '../../common/heatmapCompact';
import { rowsJson, rowSource, type Store } from '../store';
import { levelCode } from './levels';

type Cells = HeatmapCells<ArrayLike<number>>;

/** The memberships of the asked members, along the index that holds all of a cell: `m."place"` and `x`. */
const fromMembers = (store: Store) =>
  `FROM ${rowSource(store.dialect, 'members', { id: 'int', place: 'int' })} AS m
   ${store.sql.drivenJoin} {communityMemberships} AS x ON x."memberId" = m."id"`;

const bound = (members: readonly number[], first = 0) => ({
  members: rowsJson(members.map((id, place) => [id, first + place])),
});

const placesOf = (ids: readonly number[]) => new Map(ids.map((id, place) => [id, place]));

interface CellRow extends Record<string, unknown> {
  member: number | string;
  groupId: number | string;
  score: number | string;
  level: string | null;
  posts: number | string;
  lastActiveAt: number | string | null;
}

/**
 * The cells where members and groups meet, as exact as they are stored.
 *
 * @param members ids, in the order of the rows
 * @param groups ids, in the order of the columns
 */
export async function exactCells(store: Store, members: readonly number[], groups: readonly number[]): Promise<Cells> {
  const cells: HeatmapCells = { member: [], group: [], score: [], level: [], posts: [], lastActiveAt: [] };
  if (!members.length || !groups.length) return cells;
  const rows = await store.select<CellRow>(
    `SELECT m."place" AS "member", x."groupId", x."score", x."level", x."posts",
            ${store.sql.epochMs('x."lastActiveAt"')} AS "lastActiveAt" ${fromMembers(store)}`,
    { bind: bound(members) },
  );
  const columns = placesOf(groups);
  for (const row of rows) {
    const group = columns.get(Number(row.groupId));
    if (group === undefined) continue;
    cells.member.push(Number(row.member));
    cells.group.push(group);
    cells.score.push(Number(row.score));
    cells.level.push(levelCode(row.level));
    cells.posts.push(Number(row.posts));
    cells.lastActiveAt.push(Number(row.lastActiveAt ?? 0));
  }
  return cells;
}

/** Lists of the six columns, each as one text. */
interface CellTexts extends Record<string, unknown> {
  member: string | null;
  group: string;
  score: string;
  level: string;
  posts: string;
  minute: string;
}

/**
 * How a database makes one text of a column, and what it tells a moment by. Six long texts travel several times faster
 * than hundreds of thousands of rows. All lists are in the same order, as they are gathered in one pass. MySQL and
 * MariaDB cut such texts off after a megabyte and are asked for rows.
 */
const TEXTS = {
  sqlite: {
    list: (x: string) => `group_concat(${x})`,
    letters: (x: string) => `group_concat(substr(COALESCE(${x}, 'none'), 1, 1), '')`,
    steps: (x: string) => `CAST(${x} * ${SCORE_STEPS} + ${STEP_TOLERANCE} AS INTEGER)`,
    // dates are texts of one form: cutting them is much cheaper than to reckon with them
    minute: `group_concat(COALESCE(substr(x."lastActiveAt", 1, 16), '0000-00-00 00:00'), '')`,
    read: readMinuteTexts,
  },
  postgres: {
    list: (x: string) => `string_agg(CAST(${x} AS text), ',')`,
    letters: (x: string) => `string_agg(substr(COALESCE(${x}, 'none'), 1, 1), '')`,
    steps: (x: string) => `CAST(floor(${x} * ${SCORE_STEPS} + ${STEP_TOLERANCE}) AS integer)`,
    minute: `string_agg(CAST(CAST(COALESCE(floor(date_part('epoch', x."lastActiveAt") / 60), 0) AS bigint) AS text), ',')`,
    read: readNumbers,
  },
};

/** From so many members on two statements side by side are worth it, where the database has a core for each. */
const MANY = 1000;

/** As {@link exactCells}, with scores rounded down to a step and moments to the minute: for large matrices. */
export async function steppedCells(
  store: Store,
  members: readonly number[],
  groups: readonly number[],
): Promise<Cells> {
  const { dialect } = store;
  if (dialect === 'mysql' || !members.length || !groups.length) return exactCells(store, members, groups);
  const columns = placesOf(groups);
  const half = dialect === 'postgres' && members.length >= MANY ? Math.ceil(members.length / 2) : members.length;
  const starts = half < members.length ? [0, half] : [0];
  const parts = await Promise.all(
    starts.map((from) => somebodysCells(store, dialect, members.slice(from, from + half), from, columns)),
  );
  return parts.length === 1 ? parts[0] : joined(parts);
}

/** @param first place of the first of these members */
async function somebodysCells(
  store: Store,
  dialect: keyof typeof TEXTS,
  members: readonly number[],
  first: number,
  columns: ReadonlyMap<number, number>,
): Promise<TypedCells> {
  const { list, letters, steps, minute, read } = TEXTS[dialect];
  const [texts] = await store.select<CellTexts>(
    `SELECT ${list('m."place"')} AS "member", ${list('x."groupId"')} AS "group",
            ${list(steps('COALESCE(x."score", 0)'))} AS "score", ${letters('x."level"')} AS "level",
            ${list('COALESCE(x."posts", 0)')} AS "posts", ${minute} AS "minute"
     ${fromMembers(store)}`,
    { bind: bound(members, first) },
  );
  const count = texts.level?.length ?? 0;
  const ids = readNumbers(texts.group ?? '', count);
  // plain loops: a callback for each of hundreds of thousands of cells takes as long as reading them
  const shown = new Uint32Array(count);
  const group = new Uint32Array(count);
  let cells = 0;
  for (let at = 0; at < count; at++) {
    const column = columns.get(ids[at]);
    if (column === undefined) continue;
    shown[cells] = at;
    group[cells++] = column;
  }
  const numbers = (text: string | null) => readNumbers(text ?? '', count);
  const minutes = read(texts.minute ?? '', count);
  const levels = texts.level ?? '';
  return {
    member: filledBy(new Uint32Array(cells), numbers(texts.member), shown),
    group: group.subarray(0, cells),
    score: filledBy(new Float64Array(cells), numbers(texts.score), shown, 1, SCORE_STEPS),
    level: new Uint8Array(cells).map((_, cell) => LEVEL_LETTERS.indexOf(levels[shown[cell]])),
    posts: filledBy(new Uint32Array(cells), numbers(texts.posts), shown),
    lastActiveAt: filledBy(new Float64Array(cells), minutes, shown, 60_000),
  };
}

type TypedCells = HeatmapCells<Uint8Array | Uint32Array | Float64Array>;

/** Cells of some members, then those of others. */
function joined([one, other]: readonly TypedCells[]): TypedCells {
  const column = (name: keyof TypedCells) => {
    const Kind = one[name].constructor as new (length: number) => Uint8Array | Uint32Array | Float64Array;
    const both = new Kind(one[name].length + other[name].length);
    both.set(one[name]);
    both.set(other[name], one[name].length);
    return both;
  };
  return {
    ...{ member: column('member'), group: column('group'), score: column('score') },
    ...{ level: column('level'), posts: column('posts'), lastActiveAt: column('lastActiveAt') },
  };
}

function filledBy<T extends Uint32Array | Float64Array>(
  into: T,
  values: Float64Array,
  places: Uint32Array,
  factor = 1,
  divisor = 1,
): T {
  for (let at = 0; at < into.length; at++) into[at] = (values[places[at]] * factor) / divisor;
  return into;
}

/** First letters of none, low, medium, high. */
const LEVEL_LETTERS = 'nlmh';
const [ZERO, COMMA] = ['0'.charCodeAt(0), ','.charCodeAt(0)];

/** Whole numbers, none below 0, between commas. */
function readNumbers(text: string, count: number): Float64Array {
  const numbers = new Float64Array(count);
  let value = 0;
  let place = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA) {
      numbers[place++] = value;
      value = 0;
    } else value = value * 10 + code - ZERO;
  }
  if (count > 0) numbers[place] = value;
  return numbers;
}

const MINUTE_TEXT = 'YYYY-MM-DD hh:mm'.length;

/** Texts `YYYY-MM-DD hh:mm` one after the other → minutes since 1970; year 0 is never. */
function readMinuteTexts(text: string, count: number): Float64Array {
  const number = (at: number, digits: number) => {
    let value = 0;
    for (let i = at; i < at + digits; i++) value = value * 10 + text.charCodeAt(i) - ZERO;
    return value;
  };
  const days = new Map<number, number>();
  return Float64Array.from({ length: count }, (_, cell) => {
    const at = cell * MINUTE_TEXT;
    const [year, month, day] = [number(at, 4), number(at + 5, 2), number(at + 8, 2)];
    if (year === 0) return 0;
    const key = (year * 100 + month) * 100 + day;
    let start = days.get(key);
    if (start === undefined) days.set(key, (start = Date.UTC(year, month - 1, day) / 60_000));
    return start + number(at + 11, 2) * 60 + number(at + 14, 2);
  });
}
