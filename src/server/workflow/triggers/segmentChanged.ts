import { Trigger } from '@nocobase/plugin-workflow';
import { isWithin, MEMBER_APPENDS, SEGMENT_CHANGE_ORIGINS, STAGE_MOST, STAGE_SECONDS } from '../../../common/workflow';
import { fill, isTextList } from '../validation';
import { strangers } from './stageChanged';

/** Starts a workflow when members entered or left segments. The host calls its options here; see the courier. */
export class SegmentChangedTrigger extends Trigger {
  override sync = false;

  /** @returns one sentence for each option that is not allowed, in the words of the settings */
  override validateConfig(config: Record<string, unknown>): Record<string, string> | null {
    const errors: Record<string, string> = {};
    const { segments, change, origins, mode, most, seconds, appends } = config;
    if (!isTextList(segments) || !Array.isArray(segments) || !segments.length)
      errors.segments = 'Segments: choose at least one from the list.';
    if (change !== undefined && change !== null && !['entered', 'left', 'both'].includes(change as string))
      errors.change = fill('Change: {{value}} is not allowed. Allowed: entered, left, both.', { value: change });
    const foreign = strangers(origins, SEGMENT_CHANGE_ORIGINS);
    if (foreign !== null)
      errors.origins = fill('Origin: {{value}} is not allowed. Allowed: {{allowed}}.', {
        value: foreign,
        allowed: SEGMENT_CHANGE_ORIGINS.join(', '),
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
