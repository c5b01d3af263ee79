import type { PackedHeatmap } from '../../common/heatmapCompact';
import type { Translate } from '../locale';
import type { FormatMoment } from '../moments';
import { cellAt, type Matrix } from './matrix';
import { stageLabel, type StageOption } from './stages';

const LEVEL_TITLES = ['None', 'Low', 'Medium', 'High'] as const;

/** A level (0–3) in words. */
export const levelTitle = (level: number, t: Translate): string => t(LEVEL_TITLES[level] ?? LEVEL_TITLES[0]);

/** What there is to say about a cell; `numbers` is null where member and group do not meet. */
export interface CellFacts {
  member: string;
  stage: string;
  group: string;
  numbers: { score: number; level: string; posts: number; lastActive: string } | null;
}

/** Collects a cell's facts for the pointer's tip and for the screen reader. */
export function cellFacts(
  answer: PackedHeatmap,
  matrix: Matrix,
  stages: readonly StageOption[],
  at: { row: number; column: number },
  t: Translate,
  moment: FormatMoment,
): CellFacts {
  const member = answer.members[at.row];
  const index = cellAt(matrix, at.row, at.column);
  const { cells } = answer;
  return {
    member: member?.name ?? t('Unnamed'),
    stage: stageLabel(stages, member?.stage ?? null),
    group: answer.groups[at.column]?.title ?? t('Unnamed'),
    numbers:
      index < 0
        ? null
        : {
            score: Math.round(cells.score[index] * 10) / 10,
            level: levelTitle(matrix.level[index], t),
            posts: cells.posts[index],
            lastActive: moment(cells.lastActiveAt[index]),
          },
  };
}

/** The facts as one sentence. */
export function cellSentence(facts: CellFacts, t: Translate): string {
  const who = facts.stage ? `${facts.member} (${facts.stage})` : facts.member;
  if (!facts.numbers) return t('{{member}} in {{group}}: not a member', { member: who, group: facts.group });
  return t('{{member}} in {{group}}: level {{level}}, score {{score}}, posts {{posts}}, last active {{lastActive}}', {
    member: who,
    group: facts.group,
    ...facts.numbers,
  });
}
