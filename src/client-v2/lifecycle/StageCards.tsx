import { Button, Flex, Tooltip, theme as antdTheme } from 'antd';
import React from 'react';
import { ColourTag } from '../blocks/ColourTag';
import { LOST_STAGES, type LifecycleAnswer, type LifecycleStage } from '../../common/lifecycleBlock';
import { useChartTheme } from '../blocks/chartTheme';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import type { MembersOf } from './query';
import type { StageLook } from './stageLook';

export interface StageCardsProps {
  answer: LifecycleAnswer;
  look: StageLook;
  onOpen(members: MembersOf): void;
}

/** The stages side by side: members now, and what the period did to them. */
export function StageCards({ answer, look, onOpen }: StageCardsProps): React.ReactElement {
  const t = useT();
  return (
    <div
      role="list"
      aria-label={t('Lifecycle stages')}
      style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fit, minmax(168px, 1fr))' }}
    >
      {answer.stages.map((stage) => (
        <StageCard key={String(stage.stage)} stage={stage} answer={answer} look={look} onOpen={onOpen} />
      ))}
    </div>
  );
}

interface StageCardProps extends StageCardsProps {
  stage: LifecycleStage;
}

function StageCard({ stage: row, answer, look, onOpen }: StageCardProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const { token } = antdTheme.useToken();
  const chart = useChartTheme();
  const { stage } = row;
  const title = look.title(stage);
  return (
    <div
      role="listitem"
      data-stage-card={String(stage)}
      style={{
        border: `1px solid ${token.colorBorderSecondary}`,
        borderTop: `3px solid ${chart.colour(look.colour(stage))}`,
        borderRadius: token.borderRadius,
        padding: '10px 12px',
        minWidth: 0,
      }}
    >
      <ColourTag color={look.colour(stage)} style={{ marginInlineEnd: 0, maxWidth: '100%' }}>
        {title}
      </ColourTag>
      <div>
        <Button
          type="text"
          onClick={() => onOpen({ list: 'now', stage })}
          aria-label={t('{{count}} members in {{stage}} now', { count: numbers.count(row.members), stage: title })}
          style={{
            fontSize: 28,
            height: 42,
            fontWeight: 600,
            padding: '0 6px',
            marginInlineStart: -6,
            fontVariantNumeric: 'tabular-nums',
          }}
        >
          {numbers.count(row.members)}
        </Button>
      </div>
      {stage !== null && (
        <>
          <Flex gap={4} style={{ marginInlineStart: -7 }}>
            <Change
              sign="+"
              count={row.entered}
              text={t('{{count}} entered {{stage}} in the period', { count: numbers.count(row.entered), stage: title })}
              onOpen={() => onOpen({ list: 'entered', stage })}
            />
            <Change
              sign="−"
              count={row.left}
              text={t('{{count}} left {{stage}} in the period', { count: numbers.count(row.left), stage: title })}
              onOpen={() => onOpen({ list: 'left', stage })}
            />
          </Flex>
          <Figures row={row} currencies={answer.currencies} />
        </>
      )}
    </div>
  );
}

interface ChangeProps {
  sign: string;
  count: number;
  text: string;
  onOpen(): void;
}

/** How often a stage was entered or left; a click lists who did. */
function Change({ sign, count, text, onOpen }: ChangeProps): React.ReactElement {
  const numbers = useNumbers();
  return (
    <Tooltip title={text}>
      <Button size="small" type="text" disabled={count === 0} aria-label={text} onClick={onOpen}>
        {sign}
        {numbers.count(count)}
      </Button>
    </Tooltip>
  );
}

/** Median stay, retention and average spend. */
function Figures({ row, currencies }: { row: LifecycleStage; currencies: string[] }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const { medianDays, retention, spend, stage } = row;
  const lost = LOST_STAGES.includes(stage ?? '');
  const currency = currencies.length === 1 ? ` ${currencies[0]}` : '';
  const spendTip =
    spend &&
    [
      t(
        'Purchases in the period by those who are in the stage at its end: {{amount}} by {{buyers}} of {{members}} members.',
        {
          amount: numbers.decimal(spend.amount) + currency,
          buyers: numbers.count(spend.buyers),
          members: numbers.count(spend.members),
        },
      ),
      ...(currencies.length > 1
        ? [
            t('The amounts are in several currencies ({{currencies}}) and are added up as they are.', {
              currencies: currencies.join(', '),
            }),
          ]
        : []),
    ].join(' ');
  const values = { members: retention?.members ?? 0, kept: retention?.kept ?? 0, same: retention?.same ?? 0 };
  return (
    <dl style={{ margin: '6px 0 0', display: 'grid', gap: 2 }}>
      <Figure
        name={t('Median stay')}
        tip={t('Of {{count}} stays that ended in the period.', { count: numbers.count(row.staysEnded) })}
        value={medianDays === null ? '–' : numbers.days(medianDays)}
      />
      <Figure
        name={lost ? t('Came back') : t('Retained')}
        tip={
          lost
            ? t(
                'Of {{members}} members who were in this stage when the period began, {{kept}} are in another one at its end.',
                values,
              )
            : t(
                'Of {{members}} members who were in this stage when the period began, {{kept}} are not churned at its end; {{same}} are in the same stage.',
                values,
              )
        }
        value={retention && retention.members > 0 ? numbers.percent(retention.kept / retention.members) : '–'}
      />
      {spend && (
        <Figure
          name={t('Average spend')}
          tip={spendTip ?? ''}
          value={
            spend.members > 0
              ? `${numbers.decimal(spend.amount / spend.members)}${currency}${currencies.length > 1 ? ' *' : ''}`
              : '–'
          }
        />
      )}
    </dl>
  );
}

function Figure({ name, value, tip }: { name: string; value: string; tip: string }): React.ReactElement {
  const { token } = antdTheme.useToken();
  return (
    <Tooltip title={tip}>
      <Flex justify="space-between" gap={8} tabIndex={0}>
        <dt style={{ fontSize: 12, fontWeight: 'normal', color: token.colorTextSecondary }}>{name}</dt>
        <dd style={{ margin: 0, fontSize: 12, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{value}</dd>
      </Flex>
    </Tooltip>
  );
}
