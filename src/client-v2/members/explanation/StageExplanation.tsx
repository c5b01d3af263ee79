import { Button, Flex, Skeleton, Typography } from 'antd';
import React, { useState } from 'react';
import { BlockError } from '../../blocks/BlockStates';
import { useCatalogue, useWords } from '../../conditions';
import { NOTHING_KNOWN } from './catalogue';
import { PresentStage } from './PresentStage';
import { KeptWhile, NextStages } from './Requirements';
import { SetStageForm } from './SetStageForm';
import { stageKeys, useCatalogueLook } from './stageNames';
import { useExplanation, useMayUpdate } from './useExplanation';

export interface StageExplanationProps {
  memberId: number | string;
  /** Called when the stage was set by hand. */
  onChanged?(): void;
}

/** Why a member is in its stage, what keeps it there, and what each possible next stage still takes. */
export function StageExplanation({ memberId, onChanged }: StageExplanationProps): React.ReactElement {
  const { catalogue, error: noCatalogue } = useCatalogue();
  const words = useWords(catalogue ?? NOTHING_KNOWN);
  const look = useCatalogueLook(words.catalogue.stages);
  const { data: answer, error, refresh } = useExplanation(memberId);
  const mayUpdate = useMayUpdate(memberId);
  const [setting, setSetting] = useState(false);
  const { t } = words;

  if (error) return <BlockError error={error} message={t('The explanation could not be loaded.')} onRetry={refresh} />;
  if (!answer || !(catalogue || noCatalogue)) return <Skeleton active />;

  const changed = () => {
    setSetting(false);
    refresh();
    onChanged?.();
  };
  return (
    <Flex vertical gap="middle" data-testid="community-stage-explanation">
      <PresentStage answer={answer} words={words} look={look} />
      {mayUpdate && answer.leftOut !== 'bot' && answer.leftOut !== 'team' && (
        <div>
          {setting ? (
            <SetStageForm
              memberId={memberId}
              stage={answer.member.stage}
              stages={stageKeys(words.catalogue.stages)}
              look={look}
              onDone={changed}
              onCancel={() => setSetting(false)}
            />
          ) : (
            <Button size="small" onClick={() => setSetting(true)}>
              {t('Set stage…')}
            </Button>
          )}
        </div>
      )}
      {answer.leftOut === null && (
        <>
          {answer.member.stage !== null && <KeptWhile keep={answer.keep} words={words} />}
          <NextStages answer={answer} words={words} look={look} />
          {answer.partial && (
            <Typography.Text type="secondary">
              {t('Numbers are not shown: they count all groups, and you may not see all of them.')}
            </Typography.Text>
          )}
        </>
      )}
    </Flex>
  );
}
