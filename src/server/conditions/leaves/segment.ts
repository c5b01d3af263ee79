import type { Interpreter } from '../compiled';
import { labelSet } from './labelSet';

/** Who is in a segment is read, not worked out again: a segment inside another one costs a look, whatever it asks for. */
const SOURCE =
  'SELECT k."memberId", t."key" FROM {communitySegmentMembers} AS k JOIN {communitySegments} AS t ON t."id" = k."segmentId"';

/** The member is in the segment as it was refreshed last. */
export const segment: Interpreter<{ segment: string }> = {
  matches: (condition) => 'segment' in condition,
  compile: (condition, frame, path) =>
    labelSet('segment', [condition.segment], frame.labels.segment ?? SOURCE, frame, path),
};
