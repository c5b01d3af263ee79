import { Trigger, type UseVariableOptions, type VariableOption } from '@nocobase/plugin-workflow/client-v2';
import { DEFAULT_ORIGINS, STAGE_MOST, STAGE_SECONDS, type StageTriggerConfig } from '../../common/workflow';
import { tExpr, useT } from '../locale';
import { useChangedMember } from './useChangedMember';
import { variable } from './variables';

/** The trigger "stage changed" on the canvas. */
export class StageChangedTrigger extends Trigger {
  override title = tExpr('Member stage changed');
  override description = tExpr(
    'Starts when members come to another lifecycle stage: once for many changes, or for each. What history or a new rule changes starts nothing unless you choose so.',
  );
  override sync = false;
  override FieldsetLoader = () => import('./StageChangedFieldset');

  override createDefaultConfig(): Record<string, unknown> {
    const config: StageTriggerConfig = {
      from: [],
      to: [],
      origins: [...DEFAULT_ORIGINS],
      mode: 'batched',
      most: STAGE_MOST.normally,
      seconds: STAGE_SECONDS.normally,
      appends: ['owner'],
    };
    return { ...config };
  }

  override validate(): boolean {
    return true;
  }

  override useVariables = useStageVariables;
}

/** What an execution is told: a list of changes, or one. */
function useStageVariables(config: StageTriggerConfig, options?: UseVariableOptions): VariableOption[] {
  const t = useT();
  const member = useChangedMember(config, options);
  const change = [
    ...member,
    variable('from', t('Former stage')),
    variable('to', t('New stage')),
    variable('rule', t('Rule'), [
      variable('key', t('Key')),
      variable('title', t('Title')),
      variable('version', t('Rule version')),
    ]),
    variable('at', t('Time')),
    variable('origin', t('Origin')),
    variable('reason', t('Reason')),
    variable('evidence', t('Evidence')),
  ];
  if (config.mode === 'single') return change;
  return [
    variable('count', t('Number of changes')),
    variable('changes', t('Changes'), change),
    variable('byStage', t('Number by new stage')),
    variable('memberIds', t('IDs of the members')),
  ];
}
