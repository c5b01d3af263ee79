import { DataBlockModel } from '@nocobase/client-v2';
import React from 'react';
import { tExpr } from '../locale';
import { GroupHealthPanel } from './GroupHealthPanel';
import { DEFAULT_OPTIONS, withDefaults, type GroupHealthOptions } from './options';
import { groupHealthSettingsSchema } from './settingsForm';

/** The block "Group health": how groups are doing against targets, each other and the days before. */
export class CommunityGroupHealthBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    return <GroupHealthPanel options={withDefaults(this.props.health as Partial<GroupHealthOptions> | undefined)} />;
  }
}

CommunityGroupHealthBlockModel.define({ label: tExpr('Group health') });

CommunityGroupHealthBlockModel.registerFlow({
  key: 'communityGroupHealthSettings',
  title: tExpr('Group health settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Group health settings'),
      uiSchema: groupHealthSettingsSchema,
      defaultParams: DEFAULT_OPTIONS,
      handler(ctx, params: Partial<GroupHealthOptions>) {
        ctx.model.setProps({ health: withDefaults(params) });
      },
    },
  },
});
