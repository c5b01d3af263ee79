import { DataBlockModel } from '@nocobase/client-v2';
import { Empty, Flex, Typography } from 'antd';
import React from 'react';
import { tExpr, useT } from '../../locale';
import { ScoreExplained } from './ScoreExplained';
import { StageExplanation } from './StageExplanation';

/** A block's settings as they are saved with it. */
interface ExplanationOptions {
  showStage: boolean;
  showScore: boolean;
}

const DEFAULT_OPTIONS: ExplanationOptions = { showStage: true, showScore: true };

/** What a page hands to the blocks in its pop-ups. */
interface OpenedView {
  inputArgs?: { filterByTk?: number | string | null };
}

/** The block "Why this stage" of a member's page or pop-up. */
export class CommunityMemberExplanationBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    const memberId = (this.context.view as OpenedView | undefined)?.inputArgs?.filterByTk ?? null;
    const options = { ...DEFAULT_OPTIONS, ...(this.props.explanation as Partial<ExplanationOptions> | undefined) };
    return <MemberExplanation memberId={memberId} options={options} />;
  }
}

/** Stage and score of the member whose page it stands on. */
function MemberExplanation({
  memberId,
  options,
}: {
  memberId: number | string | null;
  options: ExplanationOptions;
}): React.ReactElement {
  const t = useT();
  if (memberId === null) {
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={t(
          'Put this block into the details or the pop-up of a member: it explains the member that is opened.',
        )}
      />
    );
  }
  return (
    <Flex vertical gap="middle">
      {options.showStage && <StageExplanation memberId={memberId} />}
      {options.showScore && (
        <section>
          <Typography.Text strong>{t('Score, term by term')}</Typography.Text>
          <ScoreExplained memberId={memberId} />
        </section>
      )}
    </Flex>
  );
}

CommunityMemberExplanationBlockModel.define({ label: tExpr('Why this stage') });

CommunityMemberExplanationBlockModel.registerFlow({
  key: 'communityExplanationSettings',
  title: tExpr('Explanation settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Explanation settings'),
      uiSchema: {
        showStage: { type: 'boolean', title: tExpr('Stage'), 'x-decorator': 'FormItem', 'x-component': 'Switch' },
        showScore: { type: 'boolean', title: tExpr('Score'), 'x-decorator': 'FormItem', 'x-component': 'Switch' },
      },
      defaultParams: DEFAULT_OPTIONS,
      handler(ctx, params: Partial<ExplanationOptions>) {
        ctx.model.setProps({ explanation: params });
      },
    },
  },
});
