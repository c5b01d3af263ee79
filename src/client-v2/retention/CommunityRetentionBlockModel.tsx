import { DataBlockModel } from '@nocobase/client-v2';
import React from 'react';
import { tExpr } from '../locale';
import { DEFAULT_OPTIONS, withDefaults, type RetentionOptions } from './options';
import { RetentionPanel } from './RetentionPanel';
import { retentionSettingsSchema } from './settingsForm';

/** The block "Retention": cohorts week by week, and who is new, returning, back and silent. */
export class CommunityRetentionBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    return <RetentionPanel options={withDefaults(this.props.retention as Partial<RetentionOptions> | undefined)} />;
  }
}

CommunityRetentionBlockModel.define({ label: tExpr('Retention') });

CommunityRetentionBlockModel.registerFlow({
  key: 'communityRetentionSettings',
  title: tExpr('Retention settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Retention settings'),
      uiSchema: retentionSettingsSchema,
      defaultParams: DEFAULT_OPTIONS,
      handler(ctx, params: Partial<RetentionOptions>) {
        ctx.model.setProps({ retention: withDefaults(params) });
      },
    },
  },
});
