/** Refusals by code; the sentences are also the keys of their translations. */
export const MERGE_MESSAGES = {
  SAME_MEMBER: 'A member cannot be merged with itself. Choose two different members.',
  NO_SUCH_MEMBER: 'There is no member {{id}}. It may have been merged or removed meanwhile.',
  NO_SUCH_MERGE: 'There is no merge {{id}} that could be undone.',
  MERGE_LATER: 'Member {{id}} was merged again after this. Undo the later merge first.',
} as const;

export type MergeErrorCode = keyof typeof MERGE_MESSAGES;

/** Why two members cannot be put together or taken apart. */
export class MergeError extends Error {
  constructor(
    readonly code: MergeErrorCode,
    readonly values: Record<string, string | number> = {},
  ) {
    super(MERGE_MESSAGES[code].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name])));
  }
}
