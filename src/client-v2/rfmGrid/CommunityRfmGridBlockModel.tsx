import { DataBlockModel } from '@nocobase/client-v2';
import React from 'react';
import { tExpr } from '../locale';
import { DEFAULT_OPTIONS, withDefaults, type RfmOptions } from './options';
import { RfmPanel } from './RfmPanel';
import { rfmSettingsSchema } from './settingsForm';

/** The block "RFM grid": members by recency and frequency, and the tiers of their value. */
export class CommunityRfmGridBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    return <RfmPanel options={withDefaults(this.props.rfm as Partial<RfmOptions> | undefined)} />;
  }
}

CommunityRfmGridBlockModel.define({ label: tExpr('RFM grid') });

CommunityRfmGridBlockModel.registerFlow({
  key: 'communityRfmGridSettings',
  title: tExpr('RFM grid settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('RFM grid settings'),
      uiSchema: rfmSettingsSchema,
      defaultParams: { ...DEFAULT_OPTIONS },
      handler(ctx, params: Partial<RfmOptions>) {
        ctx.model.setProps({ rfm: withDefaults(params) });
      },
    },
  },
});
