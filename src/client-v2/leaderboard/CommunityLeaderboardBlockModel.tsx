import { DataBlockModel } from '@nocobase/client-v2';
import React from 'react';
import { tExpr } from '../locale';
import { LeaderboardPanel } from './LeaderboardPanel';
import { DEFAULT_OPTIONS, withDefaults, type LeaderboardOptions } from './options';
import { leaderboardSettingsSchema } from './settingsForm';

/** The block "Leaderboard": who contributed, invited and passed on most. */
export class CommunityLeaderboardBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    return (
      <LeaderboardPanel options={withDefaults(this.props.leaderboard as Partial<LeaderboardOptions> | undefined)} />
    );
  }
}

CommunityLeaderboardBlockModel.define({ label: tExpr('Leaderboard') });

CommunityLeaderboardBlockModel.registerFlow({
  key: 'communityLeaderboardSettings',
  title: tExpr('Leaderboard settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Leaderboard settings'),
      uiSchema: leaderboardSettingsSchema,
      defaultParams: DEFAULT_OPTIONS,
      handler(ctx, params: Partial<LeaderboardOptions>) {
        ctx.model.setProps({ leaderboard: withDefaults(params) });
      },
    },
  },
});
