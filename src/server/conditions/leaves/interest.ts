import type { Interpreter } from '../compiled';
import { labelSet } from './labelSet';

/** The member has at least one of the interests, from where the frame is told to find them. */
export const interest: Interpreter<{ interest: string[] }> = {
  matches: (condition) => 'interest' in condition,
  compile: (condition, frame, path) => labelSet('interest', condition.interest, frame.labels.interest, frame, path),
};
