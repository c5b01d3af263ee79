import { Alert, Button, Descriptions, Drawer, Flex, Skeleton, Tabs } from 'antd';
import React from 'react';
import { ColourTag } from '../blocks/ColourTag';
import { STAGE_COLOURS, type StageKey } from '../../common/names';
import { errorText } from '../api/errors';
import { ScoreBar } from '../fields/ScoreBar';
import { stageLabel, useStages } from '../heatmap/stages';
import { useT } from '../locale';
import { useMoment } from '../moments';
import { CardSections } from './card/CardSections';
import { MemberTags } from './card/MemberTags';
import { ScoreExplained } from './explanation/ScoreExplained';
import { StageExplanation } from './explanation/StageExplanation';
import { useMember, type MemberRecord } from './useMember';

export interface MemberCardProps {
  /** Null keeps the card closed. */
  memberId: number | string | null;
  onClose(): void;
}

/** A member's card in a drawer. */
export function MemberCard({ memberId, onClose }: MemberCardProps): React.ReactElement {
  const t = useT();
  const moment = useMoment();
  const stages = useStages();
  const member = useMember(memberId);
  const record = String(member.data?.id) === String(memberId) || member.error ? member.data : undefined;
  const score = Number(record?.engagementScore ?? NaN);
  const overview = (record: MemberRecord) => (
    <Flex vertical gap="middle">
      <MemberTags memberId={record.id} />
      <Descriptions column={1} size="small" bordered>
        <Descriptions.Item label={t('Stage')}>
          {record.stage ? (
            <ColourTag color={STAGE_COLOURS[record.stage as StageKey] ?? 'default'}>
              {stageLabel(stages, record.stage)}
            </ColourTag>
          ) : (
            '–'
          )}
        </Descriptions.Item>
        <Descriptions.Item label={t('Stage since')}>{moment(record.stageSince)}</Descriptions.Item>
        <Descriptions.Item label={t('Score')}>
          {Number.isFinite(score) ? <ScoreBar score={score} /> : '–'}
        </Descriptions.Item>
        {record.persona && <Descriptions.Item label={t('Persona')}>{record.persona}</Descriptions.Item>}
        <Descriptions.Item label={t('First seen')}>{moment(record.firstSeenAt)}</Descriptions.Item>
        <Descriptions.Item label={t('Last active')}>{moment(record.lastActiveAt)}</Descriptions.Item>
      </Descriptions>
      <CardSections memberId={record.id} groups calendar />
    </Flex>
  );
  return (
    <Drawer open={memberId !== null} width={640} onClose={onClose} title={record?.displayName ?? t('Member')}>
      {member.error ? (
        <Alert
          type="error"
          showIcon
          message={t('The member could not be loaded.')}
          description={errorText(member.error)}
          action={<Button onClick={member.refresh}>{t('Try again')}</Button>}
        />
      ) : !record ? (
        <Skeleton active />
      ) : (
        <Tabs
          items={[
            { key: 'overview', label: t('Overview'), children: overview(record) },
            {
              key: 'stage',
              label: t('Why this stage'),
              children: (
                <Flex vertical gap="middle">
                  <StageExplanation memberId={record.id} onChanged={member.refresh} />
                  <CardSections memberId={record.id} history />
                </Flex>
              ),
            },
            { key: 'score', label: t('Score, term by term'), children: <ScoreExplained memberId={record.id} /> },
          ]}
        />
      )}
    </Drawer>
  );
}
