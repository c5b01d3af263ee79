import { Flex, Typography } from 'antd';
import React from 'react';
import type { MemberCardAnswer } from '../../../common/memberCard';
import { BlockError, BlockLoading } from '../../blocks/BlockStates';
import { useT } from '../../locale';
import { CalendarView } from './CalendarView';
import { HistoryView } from './HistoryView';
import { MembershipStrip } from './MembershipStrip';
import { useMemberCard } from './useMemberCard';

export interface CardSectionsProps {
  memberId: number | string;
  groups?: boolean;
  calendar?: boolean;
  history?: boolean;
}

/** The parts of a member's card that come in one answer: groups, calendar, stages. */
export function CardSections({ memberId, groups, calendar, history }: CardSectionsProps): React.ReactElement {
  const t = useT();
  const { data: answer, error, refresh } = useMemberCard(memberId);
  if (error) return <BlockError error={error} message={t('The member could not be loaded.')} onRetry={refresh} />;
  if (!answer) return <BlockLoading rows={6} />;
  return (
    <Flex vertical gap="middle">
      {groups && (
        <Section title={t('Groups')} note={partialNote(answer, t)}>
          <MembershipStrip memberships={answer.memberships} />
        </Section>
      )}
      {calendar && answer.calendar && (
        <Section title={t('Activity calendar')}>
          <CalendarView calendar={answer.calendar} />
        </Section>
      )}
      {history && answer.history && (
        <Section title={t('Stage history')}>
          <HistoryView history={answer.history} />
        </Section>
      )}
    </Flex>
  );
}

const partialNote = ({ partial }: MemberCardAnswer, t: ReturnType<typeof useT>) =>
  partial ? t('Groups that you may not see are left out.') : null;

export function Section({
  title,
  note,
  children,
}: {
  title: string;
  note?: string | null;
  children: React.ReactNode;
}): React.ReactElement {
  return (
    <section style={{ minWidth: 0 }}>
      <Typography.Text strong style={{ display: 'block', marginBottom: 4 }}>
        {title}
      </Typography.Text>
      {note && (
        <Typography.Paragraph type="secondary" style={{ marginBottom: 4, fontSize: 12 }}>
          {note}
        </Typography.Paragraph>
      )}
      {children}
    </section>
  );
}
