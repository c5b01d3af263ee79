import { DataBlockModel } from '@nocobase/client-v2';
import React from 'react';
import { tExpr } from '../locale';
import { LifecyclePanel } from './LifecyclePanel';
import { DEFAULT_OPTIONS, withDefaults, type LifecycleOptions } from './options';
import { lifecycleSettingsSchema } from './settingsForm';

/** The block "Lifecycle": stages, flows between them, conversions. */
export class CommunityLifecycleBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    return <LifecyclePanel options={withDefaults(this.props.lifecycle as Partial<LifecycleOptions> | undefined)} />;
  }
}

CommunityLifecycleBlockModel.define({ label: tExpr('Lifecycle') });

CommunityLifecycleBlockModel.registerFlow({
  key: 'communityLifecycleSettings',
  title: tExpr('Lifecycle settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Lifecycle settings'),
      uiSchema: lifecycleSettingsSchema,
      defaultParams: DEFAULT_OPTIONS,
      handler(ctx, params: Partial<LifecycleOptions>) {
        ctx.model.setProps({ lifecycle: withDefaults(params) });
      },
    },
  },
});
