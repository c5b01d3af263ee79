import type { Interpreter } from '../compiled';
import { labelSet } from './labelSet';

const SOURCE =
  'SELECT g."memberId", t."key" FROM {communityMemberTags} AS g JOIN {communityTags} AS t ON t."id" = g."tagId"';

/** The member carries at least one of the tags. */
export const tag: Interpreter<{ tag: string[] }> = {
  matches: (condition) => 'tag' in condition,
  compile: (condition, frame, path) => labelSet('tag', condition.tag, SOURCE, frame, path),
};
