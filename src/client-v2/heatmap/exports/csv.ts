import { LEVELS } from '../../../common/names';
import type { PackedHeatmap } from '../../../common/heatmapCompact';
import { cellAt, type Matrix } from '../matrix';
import type { ColourBy } from '../options';

type Field = string | number | null;

/** Spreadsheets take a text that begins like this for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const MUST_QUOTE = /[",\r\n]/;
/** Tells spreadsheets that the text is UTF-8. */
const MARK = '\uFEFF';

/** A field of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula is led by an apostrophe. */
export function csvField(value: Field): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return MUST_QUOTE.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

const csv = (rows: Iterable<Field[]>): string =>
  MARK + Array.from(rows, (row) => row.map(csvField).join(',')).join('\r\n') + '\r\n';

const moment = (milliseconds: number): string | null =>
  milliseconds === 0 ? null : `${new Date(milliseconds).toISOString().slice(0, 16)}Z`;

const round = (score: number) => Math.round(score * 10) / 10;

/** One line a cell, with all that is known of it. */
export function longCsv(answer: PackedHeatmap, matrix: Matrix): string {
  const { members, groups, cells } = answer;
  return csv([
    ['memberId', 'member', 'stage', 'persona', 'groupId', 'group', 'score', 'level', 'posts', 'lastActiveAt'],
    ...Array.from(cells.member, (row, at): Field[] => {
      const member = members[row];
      const group = groups[cells.group[at]];
      return [
        ...[member.id, member.name, member.stage, member.persona, group.id, group.title],
        ...[round(cells.score[at]), LEVELS[matrix.level[at]], cells.posts[at], moment(cells.lastActiveAt[at])],
      ];
    }),
  ]);
}

/** One line a member and one column a group, with what the colours show; empty where they do not meet. */
export function wideCsv(answer: PackedHeatmap, matrix: Matrix, colourBy: ColourBy): string {
  const { members, groups, cells } = answer;
  const shown: Record<ColourBy, (at: number) => Field> = {
    level: (at) => LEVELS[matrix.level[at]],
    score: (at) => round(cells.score[at]),
    posts: (at) => cells.posts[at],
    lastActive: (at) => moment(cells.lastActiveAt[at]),
  };
  return csv([
    ['memberId', 'member', ...groups.map(({ title, id }) => title ?? String(id))],
    ...members.map((member, row): Field[] => [
      member.id,
      member.name,
      ...groups.map((_, column) => {
        const at = cellAt(matrix, row, column);
        return at < 0 ? null : shown[colourBy](at);
      }),
    ]),
  ]);
}
