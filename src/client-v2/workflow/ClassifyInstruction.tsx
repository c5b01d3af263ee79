import { FunnelPlotOutlined } from '@ant-design/icons';
import { Instruction, type VariableOption } from '@nocobase/plugin-workflow/client-v2';
import React from 'react';
import { STAGE_KEYS } from '../../common/names';
import { SHIPPED_STAGES } from '../../common/shippedTitles';
import { CLASSIFY_NODE, CLASSIFY_TIMEOUT, type ClassifyNodeConfig } from '../../common/workflow';
import { tExpr, useT, type Translate } from '../locale';
import { variable } from './variables';

/** The node "score and classify" on the canvas. */
export class ClassifyInstruction extends Instruction {
  override type = CLASSIFY_NODE;
  override title = tExpr('Score and classify');
  override group = 'extended';
  override description = tExpr(
    'Brings scores and lifecycle stages up to now. The workflow goes on when that is done; other workflows run meanwhile.',
  );
  override icon = (<FunnelPlotOutlined />);
  override FieldsetLoader = () => import('./ClassifyFieldset');

  override createDefaultConfig(): Record<string, unknown> {
    const config: ClassifyNodeConfig = { timeoutMinutes: CLASSIFY_TIMEOUT.normally };
    return { ...config };
  }

  override useVariables = useClassifyVariables;
}

/** What the node's result offers to the nodes after it. */
function useClassifyVariables(node: { key: string; title?: string }): VariableOption {
  const t = useT();
  return variable(node.key, node.title ?? t('Score and classify'), [
    variable('changed', t('Members whose stage changed')),
    variable('entered', t('Changes by new stage'), stageVariables(t)),
    variable('placed', t('Members placed by their history')),
    variable('examined', t('Members looked at')),
    variable('runId', t('Background run')),
  ]);
}

/** Counts by the stages that every installation has. */
const stageVariables = (t: Translate): VariableOption[] =>
  STAGE_KEYS.map((key) => variable(key, t(SHIPPED_STAGES[key].titleEn)));
