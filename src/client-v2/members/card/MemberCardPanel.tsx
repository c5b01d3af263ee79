import { Empty, Flex } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import { ScoreExplained } from '../explanation/ScoreExplained';
import { CardSections, Section } from './CardSections';
import { MemberTags } from './MemberTags';
import type { MemberCardOptions } from './options';

export interface MemberCardPanelProps {
  /** Null where the block does not stand on a member's page. */
  memberId: number | string | null;
  options: MemberCardOptions;
}

/** The block's content: tags, groups, calendar, score and stages of the member whose page it stands on. */
export function MemberCardPanel({ memberId, options }: MemberCardPanelProps): React.ReactElement {
  const t = useT();
  if (memberId === null) {
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={t(
          'Put this block into the details or the pop-up of a member: it shows the member that is opened.',
        )}
      />
    );
  }
  const { showTags, showGroups, showCalendar, showScore, showHistory } = options;
  return (
    <Flex vertical gap="middle" data-testid="community-member-card">
      {showTags && <MemberTags memberId={memberId} />}
      {(showGroups || showCalendar) && <CardSections memberId={memberId} groups={showGroups} calendar={showCalendar} />}
      {showScore && (
        <Section title={t('Score, term by term')}>
          <ScoreExplained memberId={memberId} />
        </Section>
      )}
      {showHistory && <CardSections memberId={memberId} history />}
    </Flex>
  );
}
