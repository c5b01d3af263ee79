import { Trigger } from '@nocobase/plugin-workflow';
import { BATCH_MOST, BATCH_SECONDS, isWithin } from '../../../common/workflow';
import { fill, isIdList, isTextList } from '../validation';

/**
 * Starts a workflow when activities were received. The host calls its options here; executions are started by the
 * {@link Courier}.
 */
export class ActivityReceivedTrigger extends Trigger {
  override sync = false;

  /** @returns one sentence for each option that is not allowed, in the words of the settings */
  override validateConfig(config: Record<string, unknown>): Record<string, string> | null {
    const errors: Record<string, string> = {};
    const { kinds, groups, mode, most, seconds, imports } = config;
    if (!isTextList(kinds)) errors.kinds = 'Kinds: choose kinds of activity from the list, or none for all.';
    if (!isIdList(groups)) errors.groups = 'Groups: choose groups from the list, or none for all.';
    if (mode !== undefined && mode !== 'batch' && mode !== 'single')
      errors.mode = fill('Start: {{value}} is not allowed. Allowed: batch, single.', { value: mode });
    if (most !== undefined && most !== null && !isWithin(most, BATCH_MOST))
      errors.most = fill(
        'Most activities in one execution: {{value}} is not allowed. Allowed: a whole number from {{least}} to {{most}}.',
        { value: most, ...BATCH_MOST },
      );
    if (seconds !== undefined && seconds !== null && !isWithin(seconds, BATCH_SECONDS))
      errors.seconds = fill(
        'Seconds between two executions: {{value}} is not allowed. Allowed: a whole number from {{least}} to {{most}}.',
        { value: seconds, ...BATCH_SECONDS },
      );
    if (imports !== undefined && imports !== null && typeof imports !== 'boolean')
      errors.imports = fill('Imported activities too: {{value}} is not allowed. Allowed: true, false.', {
        value: imports,
      });
    return Object.keys(errors).length ? errors : null;
  }
}
