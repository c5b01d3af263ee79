import type { Interpreter } from '../compiled';
import { labelColumn, memberColumn } from './column';

/** The member has one of the personas. */
export const persona: Interpreter<{ persona: string[] }> = {
  matches: (condition) => 'persona' in condition,
  compile: (condition, frame, path) =>
    labelColumn('persona', condition.persona, memberColumn(frame, 'persona'), frame, path),
};
