import { Trigger, type UseVariableOptions, type VariableOption } from '@nocobase/plugin-workflow/client-v2';
import { DEFAULT_ORIGINS, STAGE_MOST, STAGE_SECONDS, type SegmentTriggerConfig } from '../../common/workflow';
import { tExpr, useT } from '../locale';
import { useChangedMember } from './useChangedMember';
import { variable } from './variables';

/** The trigger "segment entered or left" on the canvas. */
export class SegmentChangedTrigger extends Trigger {
  override title = tExpr('Member entered or left a segment');
  override description = tExpr(
    'Starts when members enter or leave segments: once for many changes, or for each. What history or a changed condition brings starts nothing unless you choose so.',
  );
  override sync = false;
  override FieldsetLoader = () => import('./SegmentChangedFieldset');

  override createDefaultConfig(): Record<string, unknown> {
    const config: SegmentTriggerConfig = {
      segments: [],
      change: 'entered',
      origins: [...DEFAULT_ORIGINS],
      mode: 'batched',
      most: STAGE_MOST.normally,
      seconds: STAGE_SECONDS.normally,
      appends: ['owner'],
    };
    return { ...config };
  }

  override validate(config: Record<string, unknown>): boolean {
    return Array.isArray(config.segments) && config.segments.length > 0;
  }

  override useVariables = useSegmentVariables;
}

/** What an execution is told: a list of changes, or one. */
function useSegmentVariables(config: SegmentTriggerConfig, options?: UseVariableOptions): VariableOption[] {
  const t = useT();
  const member = useChangedMember(config, options);
  const change = [
    ...member,
    variable('segment', t('Segment'), [
      variable('id', t('ID')),
      variable('key', t('Key')),
      variable('title', t('Title')),
    ]),
    variable('change', t('Entered or left')),
    variable('at', t('Time')),
    variable('origin', t('Origin')),
  ];
  if (config.mode === 'single') return change;
  return [
    variable('count', t('Number of changes')),
    variable('changes', t('Changes'), change),
    variable('entered', t('Number entered, by segment')),
    variable('left', t('Number left, by segment')),
    variable('memberIds', t('IDs of the members')),
  ];
}
