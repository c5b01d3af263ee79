import type { Interpreter } from '../compiled';
import { labelColumn } from './column';

/** The member is in one of the stages. */
export const stage: Interpreter<{ stage: string[] }> = {
  matches: (condition) => 'stage' in condition,
  compile: (condition, frame, path) => labelColumn('stage', condition.stage, 'stage', frame, path),
};
