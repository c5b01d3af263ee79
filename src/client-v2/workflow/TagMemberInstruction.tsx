import { TagsOutlined } from '@ant-design/icons';
import { Instruction, type VariableOption } from '@nocobase/plugin-workflow/client-v2';
import React from 'react';
import { TAG_NODE, type TagNodeConfig } from '../../common/workflow';
import { tExpr, useT } from '../locale';
import { variable } from './variables';

/** The node "tag member" on the canvas. */
export class TagMemberInstruction extends Instruction {
  override type = TAG_NODE;
  override title = tExpr('Tag members');
  override group = 'extended';
  override description = tExpr('Gives tags to members or takes them away, as a person would: rules do not undo it.');
  override icon = (<TagsOutlined />);
  override FieldsetLoader = () => import('./TagMemberFieldset');

  override createDefaultConfig(): Record<string, unknown> {
    const config: TagNodeConfig = { tags: [], action: 'add' };
    return { ...config };
  }

  override useVariables = useTagVariables;
}

/** What the node's result offers to the nodes after it. */
function useTagVariables(node: { key: string; title?: string }): VariableOption {
  const t = useT();
  return variable(node.key, node.title ?? t('Tag members'), [
    variable('members', t('Members looked at')),
    variable('changed', t('Tags given or taken away')),
  ]);
}
