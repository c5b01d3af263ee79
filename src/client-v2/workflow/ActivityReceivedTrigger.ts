import { useFlowEngine } from '@nocobase/flow-engine';
import {
  getCollectionFieldOptions,
  Trigger,
  type UseVariableOptions,
  type VariableOption,
} from '@nocobase/plugin-workflow/client-v2';
import { BATCH_MOST, BATCH_SECONDS, type ActivityTriggerConfig } from '../../common/workflow';
import { tExpr, useT } from '../locale';
import { kindVariables, variable } from './variables';

/** The trigger "activity received" on the canvas. */
export class ActivityReceivedTrigger extends Trigger {
  override title = tExpr('Community activity received');
  override description = tExpr(
    'Starts when members write, react, join or leave: once for many activities, or for each. History that is imported starts nothing unless you choose so.',
  );
  override sync = false;
  override FieldsetLoader = () => import('./ActivityReceivedFieldset');

  override createDefaultConfig(): Record<string, unknown> {
    const config: ActivityTriggerConfig = {
      kinds: [],
      groups: [],
      mode: 'batch',
      most: BATCH_MOST.normally,
      seconds: BATCH_SECONDS.normally,
      imports: false,
    };
    return { ...config };
  }

  override validate(): boolean {
    return true;
  }

  override useVariables = useActivityVariables;
}

/** What an execution is told: much about many activities, or everything about one. */
function useActivityVariables({ mode }: ActivityTriggerConfig, options?: UseVariableOptions): VariableOption[] {
  const t = useT();
  const engine = useFlowEngine();
  if (mode !== 'single') {
    return [
      variable('count', t('Number of activities')),
      variable('ids', t('IDs of the activities')),
      variable('byKind', t('Number by kind'), kindVariables(t)),
      variable('byGroup', t('Number by group')),
      variable('memberIds', t('IDs of the members')),
      variable('firstAt', t('Time of the first')),
      variable('lastAt', t('Time of the last')),
      variable('waiting', t('Waiting for the next execution')),
    ];
  }
  const title = t('Activity');
  const target = 'communityActivities';
  return getCollectionFieldOptions({
    ...options,
    appends: ['data', 'data.member', 'data.group'],
    fields: [{ collectionName: target, name: 'data', type: 'hasOne', target, uiSchema: { title } }],
    compile: t,
    collectionManager: engine.context.dataSourceManager?.getDataSource?.('main')?.collectionManager,
  });
}
