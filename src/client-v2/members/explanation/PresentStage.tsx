import { LockOutlined } from '@ant-design/icons';
import { Alert, Collapse, Flex, Typography } from 'antd';
import React from 'react';
import { ColourTag } from '../../blocks/ColourTag';
import type { ExplainAnswer } from '../../../common/lifecycle';
import { evidenceText, type Words } from '../../conditions';
import type { StageLook } from '../../lifecycle/stageLook';
import { useMoment } from '../../moments';
import { useNumbers } from '../../numbers';

const DAY = 86_400_000;

const ORIGIN_TITLES: Record<string, string> = {
  live: 'Live',
  replay: 'Replay of history',
  import: 'Import',
  edit: 'Rule change',
  manual: 'By hand',
};

const LEFT_OUT_NOTES: Record<NonNullable<ExplainAnswer['leftOut']>, string> = {
  bot: 'This is a bot. Bots carry no stage.',
  team: 'This is someone of the own team. The team carries no stage.',
  neverSeen: 'This member has never been seen in a group. Stages begin with the first sight.',
};

export interface ExplanationPartProps {
  answer: ExplainAnswer;
  words: Words;
  look: StageLook;
}

/** Stage, since when, by what. */
export function PresentStage({ answer, words, look }: ExplanationPartProps): React.ReactElement {
  const { t } = words;
  const moment = useMoment();
  const numbers = useNumbers();
  const { member, entered, leftOut, asOf } = answer;
  const locked = member.lockedUntil !== null && member.lockedUntil > asOf;
  return (
    <div>
      <Flex wrap gap="small" align="center">
        <ColourTag color={look.colour(member.stage)} style={{ marginInlineEnd: 0 }}>
          {look.title(member.stage)}
        </ColourTag>
        {member.stageSince !== null && member.stage !== null && (
          <Typography.Text>
            {t('since {{moment}} ({{days}})', {
              moment: moment(member.stageSince),
              days: numbers.days(Math.floor((asOf - member.stageSince) / DAY)),
            })}
          </Typography.Text>
        )}
      </Flex>
      {leftOut && <Alert type="info" showIcon style={{ marginTop: 8 }} message={t(LEFT_OUT_NOTES[leftOut])} />}
      {locked && (
        <Typography.Paragraph style={{ margin: '4px 0 0' }}>
          <LockOutlined />{' '}
          {t('Locked until {{moment}}: no run changes the stage before.', { moment: moment(member.lockedUntil) })}
        </Typography.Paragraph>
      )}
      {entered && <Entered entered={entered} words={words} look={look} />}
      {!entered && member.stage !== null && (
        <Typography.Text type="secondary">{t('How the member came into this stage is not recorded.')}</Typography.Text>
      )}
    </div>
  );
}

/** How a member came into a stage: the rule, its reason, the numbers of that moment. */
export function Entered({
  entered,
  words,
  look,
}: {
  entered: NonNullable<ExplainAnswer['entered']>;
  words: Words;
  look: StageLook;
}): React.ReactElement {
  const { t } = words;
  const { rule, reason, evidence, from, origin } = entered;
  return (
    <>
      <Typography.Paragraph style={{ margin: '4px 0 0' }}>
        {rule
          ? t('From {{from}} by the rule "{{rule}}", version {{version}}.', {
              from: look.title(from),
              rule: rule.title,
              version: rule.version,
            })
          : t('From {{from}}.', { from: look.title(from) })}{' '}
        <Typography.Text type="secondary">
          {t('Origin: {{origin}}', { origin: t(ORIGIN_TITLES[origin] ?? origin) })}
        </Typography.Text>
      </Typography.Paragraph>
      {reason && (
        <Typography.Paragraph style={{ margin: 0 }}>{t('Reason: {{reason}}', { reason })}</Typography.Paragraph>
      )}
      {evidence.length > 0 && (
        <Collapse
          ghost
          size="small"
          style={{ marginInlineStart: -12 }}
          items={[
            {
              key: 'numbers',
              label: t('The numbers of that moment'),
              children: (
                <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                  {evidence.map((one) => (
                    <li key={one.path}>{evidenceText(one, words)}</li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
