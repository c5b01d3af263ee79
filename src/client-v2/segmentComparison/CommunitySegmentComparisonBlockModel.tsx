import { DataBlockModel } from '@nocobase/client-v2';
import React from 'react';
import { tExpr } from '../locale';
import { ComparisonPanel } from './ComparisonPanel';
import { DEFAULT_OPTIONS, withDefaults, type ComparisonOptions } from './options';
import { comparisonSettingsSchema } from './settingsForm';

/** The block "Segment comparison": up to six segments side by side, and what they share. */
export class CommunitySegmentComparisonBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    return <ComparisonPanel options={withDefaults(this.props.comparison as Partial<ComparisonOptions> | undefined)} />;
  }
}

CommunitySegmentComparisonBlockModel.define({ label: tExpr('Segment comparison') });

CommunitySegmentComparisonBlockModel.registerFlow({
  key: 'communitySegmentComparisonSettings',
  title: tExpr('Segment comparison settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Segment comparison settings'),
      uiSchema: comparisonSettingsSchema,
      defaultParams: { ...DEFAULT_OPTIONS },
      handler(ctx, params: Partial<ComparisonOptions>) {
        ctx.model.setProps({ comparison: withDefaults(params) });
      },
    },
  },
});
