import { DataBlockModel } from '@nocobase/client-v2';
import React from 'react';
import { tExpr } from '../locale';
import { DEFAULT_OPTIONS, withDefaults, type OverlapOptions } from './options';
import { OverlapPanel } from './OverlapPanel';
import { overlapSettingsSchema } from './settingsForm';

/** The block "Overlap of groups": shared members, communities, hints, forwarded content, quiet groups. */
export class CommunityOverlapBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    return <OverlapPanel options={withDefaults(this.props.overlap as Partial<OverlapOptions> | undefined)} />;
  }
}

CommunityOverlapBlockModel.define({ label: tExpr('Overlap of groups') });

CommunityOverlapBlockModel.registerFlow({
  key: 'communityOverlapSettings',
  title: tExpr('Overlap settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Overlap settings'),
      uiSchema: overlapSettingsSchema as Record<string, unknown>,
      defaultParams: DEFAULT_OPTIONS,
      handler(ctx, params: Partial<OverlapOptions>) {
        ctx.model.setProps({ overlap: withDefaults(params) });
      },
    },
  },
});
