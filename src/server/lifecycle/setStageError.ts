/** Refusals by code; the sentences are also the keys of their translations. */
export const SET_STAGE_MESSAGES = {
  NO_SUCH_MEMBER: 'There is no member {{id}}. It may have been merged or removed meanwhile.',
  NO_SUCH_STAGE: 'There is no stage {{stage}}. Allowed: {{allowed}}.',
  MEMBER_IS_BOT: 'Member {{id}} is a bot. Bots carry no stage.',
  MEMBER_IS_TEAM: 'Member {{id}} belongs to the own team. The team carries no stage.',
  LOCK_IN_THE_PAST: 'The lock would end at {{lockUntil}}, which is in the past. Choose a later time, or none.',
} as const;

export type SetStageErrorCode = keyof typeof SET_STAGE_MESSAGES;

/** Why a stage cannot be set by hand. */
export class SetStageError extends Error {
  constructor(
    readonly code: SetStageErrorCode,
    readonly values: Record<string, string | number> = {},
  ) {
    super(SET_STAGE_MESSAGES[code].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name])));
  }
}
