import { Trigger } from '@nocobase/plugin-workflow';
import { CHANGE_ORIGINS, isWithin, MEMBER_APPENDS, STAGE_MOST, STAGE_SECONDS } from '../../../common/workflow';
import { fill, isTextList } from '../validation';

/**
 * Starts a workflow when members changed stage. The host calls its options here; executions are started by the
 * {@link StageCourier}.
 */
export class StageChangedTrigger extends Trigger {
  override sync = false;

  /** @returns one sentence for each option that is not allowed, in the words of the settings */
  override validateConfig(config: Record<string, unknown>): Record<string, string> | null {
    const errors: Record<string, string> = {};
    const { from, to, origins, mode, most, seconds, appends } = config;
    if (!isTextList(from)) errors.from = 'Former stage: choose stages from the list, or none for any.';
    if (!isTextList(to)) errors.to = 'New stage: choose stages from the list, or none for any.';
    const foreign = strangers(origins, CHANGE_ORIGINS);
    if (foreign !== null)
      errors.origins = fill('Origin: {{value}} is not allowed. Allowed: {{allowed}}.', {
        value: foreign,
        allowed: CHANGE_ORIGINS.join(', '),
      });
    if (mode !== undefined && mode !== null && mode !== 'batched' && mode !== 'single')
      errors.mode = fill('Start: {{value}} is not allowed. Allowed: batched, single.', { value: mode });
    if (most !== undefined && most !== null && !isWithin(most, STAGE_MOST))
      errors.most = fill(
        'Most changes in one execution: {{value}} is not allowed. Allowed: a whole number from {{least}} to {{most}}.',
        { value: most, ...STAGE_MOST },
      );
    if (seconds !== undefined && seconds !== null && !isWithin(seconds, STAGE_SECONDS))
      errors.seconds = fill(
        'Seconds for which changes are gathered: {{value}} is not allowed. Allowed: a whole number from {{least}} to {{most}}.',
        { value: seconds, ...STAGE_SECONDS },
      );
    const unknown = strangers(appends, MEMBER_APPENDS);
    if (unknown !== null)
      errors.appends = fill('Linked records: {{value}} is not allowed. Allowed: {{allowed}}.', {
        value: unknown,
        allowed: MEMBER_APPENDS.join(', '),
      });
    return Object.keys(errors).length ? errors : null;
  }
}

/** What of a list, or of something that is none, is not allowed; null = nothing. */
export function strangers(value: unknown, allowed: readonly string[]): unknown {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) return value;
  return (value as unknown[]).find((one) => !allowed.includes(one as string)) ?? null;
}
