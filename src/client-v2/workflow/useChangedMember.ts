import { useFlowEngine } from '@nocobase/flow-engine';
import {
  getCollectionFieldOptions,
  type UseVariableOptions,
  type VariableOption,
} from '@nocobase/plugin-workflow/client-v2';
import { useT } from '../locale';

/** The member of a change as variables, with the linked records that the trigger's options ask for. */
export function useChangedMember(
  config: { appends?: string[] },
  options: UseVariableOptions | undefined,
): VariableOption[] {
  const t = useT();
  const engine = useFlowEngine();
  const title = t('Member');
  const target = 'communityMembers';
  const appends = (config.appends ?? ['owner']).map((name) => `member.${name}`);
  return getCollectionFieldOptions({
    ...options,
    appends: ['member', ...appends],
    fields: [{ collectionName: target, name: 'member', type: 'hasOne', target, uiSchema: { title } }],
    compile: t,
    collectionManager: engine.context.dataSourceManager?.getDataSource?.('main')?.collectionManager,
  });
}
