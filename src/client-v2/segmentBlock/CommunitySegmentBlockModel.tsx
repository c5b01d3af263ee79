import { DataBlockModel } from '@nocobase/client-v2';
import React from 'react';
import { tExpr } from '../locale';
import { DEFAULT_OPTIONS, withDefaults, type SegmentOptions } from './options';
import { SegmentPanel } from './SegmentPanel';
import { segmentSettingsSchema } from './settingsForm';

/** The block "Segment": how large it is, how that went, who is in it, and what can be done with them. */
export class CommunitySegmentBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    return <SegmentPanel options={withDefaults(this.props.segment as Partial<SegmentOptions> | undefined)} />;
  }
}

CommunitySegmentBlockModel.define({ label: tExpr('Segment') });

CommunitySegmentBlockModel.registerFlow({
  key: 'communitySegmentSettings',
  title: tExpr('Segment settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Segment settings'),
      uiSchema: segmentSettingsSchema,
      defaultParams: DEFAULT_OPTIONS,
      handler(ctx, params: Partial<SegmentOptions>) {
        ctx.model.setProps({ segment: withDefaults(params) });
      },
    },
  },
});
