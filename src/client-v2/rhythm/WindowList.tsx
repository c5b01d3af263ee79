import { Alert, Flex, Tooltip, Typography, theme as antdTheme } from 'antd';
import React from 'react';
import { ColourTag } from '../blocks/ColourTag';
import { LEAST_OBSERVATIONS, type RhythmAnswer, type RhythmWindow } from '../../common/rhythm';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { useClock } from './clock';

/** The best windows with the numbers behind them, or why there are none. */
export function WindowList({ answer }: { answer: RhythmAnswer }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const { windows, everyDay, evidence } = answer;
  const found = windows.length > 0 ? windows : everyDay;
  return (
    <section aria-label={t('Best times to publish')}>
      <Typography.Text strong>{t('Best times to publish')}</Typography.Text>
      <Typography.Paragraph type="secondary" style={{ marginBottom: 8, fontSize: 12 }}>
        {t(
          'When members write most, week after week: ordered by what the middle week surely reaches, so that one busy night does not win. From {{days}} days without today.',
          { days: numbers.count(evidence.days) },
        )}{' '}
        {t(
          'Reactions and replies are counted by day, not by hour: this says when members are there, not which posts were answered most.',
        )}
      </Typography.Paragraph>
      {evidence.weeks < LEAST_OBSERVATIONS && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: found.length > 0 ? 8 : 0 }}
          message={t(
            'Not enough data to tell weekdays apart: {{weeks}} whole weeks are known, {{least}} are needed. Choose a longer period.',
            { weeks: evidence.weeks, least: LEAST_OBSERVATIONS },
          )}
        />
      )}
      {evidence.weeks >= LEAST_OBSERVATIONS && windows.length === 0 && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: found.length > 0 ? 8 : 0 }}
          message={t('No hours of the week stand out reliably in this period.')}
        />
      )}
      {found.length > 0 && (
        <ol style={{ display: 'flex', flexWrap: 'wrap', gap: 8, margin: 0, padding: 0, listStyle: 'none' }}>
          {found.map((window) => (
            <WindowCard key={`${window.weekday}:${window.from}`} window={window} />
          ))}
        </ol>
      )}
    </section>
  );
}

function WindowCard({ window }: { window: RhythmWindow }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const clock = useClock();
  const { token } = antdTheme.useToken();
  const { weekday, from, to, observed, seen, above, median, low, share, confidence } = window;
  const strong = confidence === 'strong';
  const counts = { above: numbers.count(above), seen: numbers.count(seen), observed: numbers.count(observed) };
  return (
    <li
      data-confidence={confidence}
      style={{
        flex: '1 1 240px',
        maxWidth: 380,
        padding: '8px 12px',
        border: `1px solid ${token.colorBorderSecondary}`,
        borderRadius: token.borderRadiusLG,
      }}
    >
      <Flex justify="space-between" align="center" gap="small" wrap>
        <Typography.Text strong>
          {weekday === null ? t('Every day') : clock.long(weekday)} {clock.time(from)}–{clock.time(to)}
        </Typography.Text>
        <Tooltip
          title={
            strong
              ? t('Holds even though it is the best of all hours that were compared.')
              : t('Often above the average, but among so many hours one may be so by chance. More weeks would tell.')
          }
        >
          <ColourTag tabIndex={0} color={strong ? 'green' : 'default'} style={{ marginInlineEnd: 0 }}>
            {strong ? t('Reliable') : t('A hint')}
          </ColourTag>
        </Tooltip>
      </Flex>
      <div style={{ fontSize: token.fontSizeSM, color: token.colorTextSecondary, marginTop: 4 }}>
        <div>
          {t('Median {{median}} messages, surely at least {{low}}; {{share}} of all', {
            median: numbers.decimal(median),
            low: numbers.count(low),
            share: numbers.percent(share),
          })}
        </div>
        <div>
          {weekday === null
            ? t('Above the average on {{above}} of {{observed}} days, messages on {{seen}}', counts)
            : t('Above the average in {{above}} of {{observed}} weeks, messages in {{seen}}', counts)}
        </div>
      </div>
    </li>
  );
}
