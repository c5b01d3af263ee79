import { isWithin, MEMBER_APPENDS, STAGE_MOST, STAGE_SECONDS } from '../../../common/workflow';
import { fill } from '../validation';

/**
 * What is not allowed of the options that all triggers for recorded changes share.
 *
 * @returns one sentence for each, in the words of the settings
 */
export function changeProblems(config: Record<string, unknown>, allowed: readonly string[]): Record<string, string> {
  const errors: Record<string, string> = {};
  const { origins, mode, most, seconds, appends } = config;
  const foreign = strangers(origins, allowed);
  if (foreign !== null)
    errors.origins = fill('Origin: {{value}} is not allowed. Allowed: {{allowed}}.', {
      value: foreign,
      allowed: allowed.join(', '),
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
  return errors;
}

/** The problems by option, as the host takes them: null = none. */
export const problemsOrNull = (errors: Record<string, string>): Record<string, string> | null =>
  Object.keys(errors).length ? errors : null;

/** What of a list, or of something that is none, is not allowed; null = nothing. */
function strangers(value: unknown, allowed: readonly string[]): unknown {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) return value;
  return (value as unknown[]).find((one) => !allowed.includes(one as string)) ?? null;
}
