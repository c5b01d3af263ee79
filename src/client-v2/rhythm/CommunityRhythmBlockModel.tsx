import { DataBlockModel } from '@nocobase/client-v2';
import React from 'react';
import { tExpr } from '../locale';
import { DEFAULT_OPTIONS, withDefaults, type OpenedRecord, type RhythmOptions } from './options';
import { RhythmPanel } from './RhythmPanel';
import { rhythmSettingsSchema } from './settingsForm';

/** The block "Rhythm": weekday × hour, and the best times to publish. */
export class CommunityRhythmBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    const opened = (this.context.view as { inputArgs?: OpenedRecord } | undefined)?.inputArgs;
    const options = withDefaults(this.props.rhythm as Partial<RhythmOptions> | undefined);
    return <RhythmPanel options={options} opened={opened} />;
  }
}

CommunityRhythmBlockModel.define({ label: tExpr('Rhythm') });

CommunityRhythmBlockModel.registerFlow({
  key: 'communityRhythmSettings',
  title: tExpr('Rhythm settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Rhythm settings'),
      uiSchema: rhythmSettingsSchema,
      defaultParams: DEFAULT_OPTIONS,
      handler(ctx, params: Partial<RhythmOptions>) {
        ctx.model.setProps({ rhythm: withDefaults(params) });
      },
    },
  },
});
