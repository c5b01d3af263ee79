import { Trigger } from '@nocobase/plugin-workflow';
import { CHANGE_ORIGINS } from '../../../common/workflow';
import { isTextList } from '../validation';
import { changeProblems, problemsOrNull } from './changeOptions';

/**
 * Starts a workflow when members changed stage. The host calls its options here; executions are started by the
 * {@link ChangeCourier}.
 */
export class StageChangedTrigger extends Trigger {
  override sync = false;

  /** @returns one sentence for each option that is not allowed, in the words of the settings */
  override validateConfig(config: Record<string, unknown>): Record<string, string> | null {
    const errors: Record<string, string> = {};
    const { from, to } = config;
    if (!isTextList(from)) errors.from = 'Former stage: choose stages from the list, or none for any.';
    if (!isTextList(to)) errors.to = 'New stage: choose stages from the list, or none for any.';
    return problemsOrNull({ ...errors, ...changeProblems(config, CHANGE_ORIGINS) });
  }
}
