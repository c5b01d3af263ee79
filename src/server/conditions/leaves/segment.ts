import type { Interpreter } from '../compiled';
import { labelSet } from './labelSet';

/** The member is in the segment, from where the frame is told to find its members. */
export const segment: Interpreter<{ segment: string }> = {
  matches: (condition) => 'segment' in condition,
  compile: (condition, frame, path) => labelSet('segment', [condition.segment], frame.labels.segment, frame, path),
};
