import { UsergroupAddOutlined } from '@ant-design/icons';
import { Instruction, type VariableOption } from '@nocobase/plugin-workflow/client-v2';
import React from 'react';
import { CLASSIFY_TIMEOUT, REFRESH_NODE, type RefreshNodeConfig } from '../../common/workflow';
import { tExpr, useT } from '../locale';
import { variable } from './variables';

/** The node "refresh segment" on the canvas. */
export class RefreshSegmentInstruction extends Instruction {
  override type = REFRESH_NODE;
  override title = tExpr('Refresh segment');
  override group = 'extended';
  override description = tExpr(
    'Brings segments up to now, and before them the segments that they ask for. The workflow goes on when that is done.',
  );
  override icon = (<UsergroupAddOutlined />);
  override FieldsetLoader = () => import('./RefreshSegmentFieldset');

  override createDefaultConfig(): Record<string, unknown> {
    const config: RefreshNodeConfig = { segments: [], timeoutMinutes: CLASSIFY_TIMEOUT.normally };
    return { ...config };
  }

  override useVariables = useRefreshVariables;
}

/** What the node's result offers to the nodes after it. */
function useRefreshVariables(node: { key: string; title?: string }): VariableOption {
  const t = useT();
  return variable(node.key, node.title ?? t('Refresh segment'), [
    variable('segments', t('Segments refreshed')),
    variable('entered', t('Members who entered')),
    variable('left', t('Members who left')),
    variable('failed', t('Segments that could not be refreshed')),
    variable('runId', t('Background run')),
  ]);
}
