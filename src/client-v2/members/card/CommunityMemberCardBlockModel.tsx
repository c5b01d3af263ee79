import { DataBlockModel } from '@nocobase/client-v2';
import React from 'react';
import { tExpr } from '../../locale';
import { MemberCardPanel } from './MemberCardPanel';
import { DEFAULT_OPTIONS, withDefaults, type MemberCardOptions } from './options';

/** What a page hands to the blocks in its pop-ups. */
interface OpenedView {
  inputArgs?: { filterByTk?: number | string | null };
}

/** The block "Member card" of a member's page or pop-up. */
export class CommunityMemberCardBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    const memberId = (this.context.view as OpenedView | undefined)?.inputArgs?.filterByTk ?? null;
    return (
      <MemberCardPanel
        memberId={memberId}
        options={withDefaults(this.props.card as Partial<MemberCardOptions> | undefined)}
      />
    );
  }
}

CommunityMemberCardBlockModel.define({ label: tExpr('Member card') });

const field = (title: string) => ({
  type: 'boolean',
  title: tExpr(title),
  'x-decorator': 'FormItem',
  'x-component': 'Switch',
});

CommunityMemberCardBlockModel.registerFlow({
  key: 'communityMemberCardSettings',
  title: tExpr('Member card settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Member card settings'),
      uiSchema: {
        showTags: field('Tags'),
        showGroups: field('Groups'),
        showCalendar: field('Activity calendar'),
        showScore: field('Score, term by term'),
        showHistory: field('Stage history'),
      },
      defaultParams: DEFAULT_OPTIONS,
      handler(ctx, params: Partial<MemberCardOptions>) {
        ctx.model.setProps({ card: withDefaults(params) });
      },
    },
  },
});
