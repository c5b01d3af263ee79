import { Trigger } from '@nocobase/plugin-workflow';
import { SEGMENT_CHANGE_ORIGINS } from '../../../common/workflow';
import { fill, isTextList } from '../validation';
import { changeProblems, problemsOrNull } from './changeOptions';

/** Starts a workflow when members entered or left segments. The host calls its options here; see the courier. */
export class SegmentChangedTrigger extends Trigger {
  override sync = false;

  /**
   * A workflow that was just made names no segment yet, and starts for none.
   *
   * @returns one sentence for each option that is not allowed, in the words of the settings
   */
  override validateConfig(config: Record<string, unknown>): Record<string, string> | null {
    const errors: Record<string, string> = {};
    const { segments, change } = config;
    if (!isTextList(segments)) errors.segments = 'Segments: choose at least one from the list.';
    if (change !== undefined && change !== null && !['entered', 'left', 'both'].includes(change as string))
      errors.change = fill('Change: {{value}} is not allowed. Allowed: entered, left, both.', { value: change });
    return problemsOrNull({ ...errors, ...changeProblems(config, SEGMENT_CHANGE_ORIGINS) });
  }
}
