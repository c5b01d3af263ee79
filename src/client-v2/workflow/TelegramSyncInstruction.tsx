import { SyncOutlined } from '@ant-design/icons';
import { Instruction, type VariableOption } from '@nocobase/plugin-workflow/client-v2';
import React from 'react';
import { SYNC_NODE, SYNC_TIMEOUT, type SyncNodeConfig } from '../../common/workflow';
import { tExpr, useT } from '../locale';
import { kindVariables, variable } from './variables';

/** The node "Telegram sync" on the canvas. */
export class TelegramSyncInstruction extends Instruction {
  override type = SYNC_NODE;
  override title = tExpr('Telegram sync');
  override group = 'extended';
  override description = tExpr(
    'Fetches what waits at Telegram and reads it. The workflow goes on when nothing is pending any more; other workflows run meanwhile.',
  );
  override icon = (<SyncOutlined />);
  override FieldsetLoader = () => import('./TelegramSyncFieldset');

  override createDefaultConfig(): Record<string, unknown> {
    const config: SyncNodeConfig = { connections: [], labels: false, timeoutMinutes: SYNC_TIMEOUT.normally };
    return { ...config };
  }

  override useVariables = useSyncVariables;
}

/** What the node's result offers to the nodes after it. */
function useSyncVariables(node: { key: string; title?: string }): VariableOption {
  const t = useT();
  return variable(node.key, node.title ?? t('Telegram sync'), [
    variable('activities', t('New activities')),
    variable('byKind', t('New activities by kind'), kindVariables(t)),
    variable('updates', t('Updates'), [
      variable('read', t('Read')),
      variable('skipped', t('Without consequence')),
      variable('failed', t('Set aside')),
    ]),
    variable('gaps', t('Gaps')),
    variable('problems', t('Problems')),
    variable('connections', t('Bots')),
    variable('import', t('Import')),
    variable('labels', t('Scoring and stages')),
    variable('roster', t('Comparison of members')),
    variable('startedAt', t('Started at')),
    variable('finishedAt', t('Finished at')),
  ]);
}
