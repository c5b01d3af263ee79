import { Spin, Typography } from 'antd';
import React, { lazy, Suspense, useMemo } from 'react';
import type { RetentionAnswer } from '../../common/retention';
import { VisuallyHidden } from '../blocks/VisuallyHidden';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { MOVEMENT_TITLES, MOVEMENTS, type Movement } from './movements';
import { useWeekText } from './weekText';

const MovementChart = lazy(() => import('./MovementChart'));

const HEIGHT = 300;

/** New, returning, resurrecting and dormant members by week, drawn and, for screen readers, as a table. */
export function MovementSection({ answer }: { answer: RetentionAnswer }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const weekText = useWeekText(answer.weeks.map(({ monday }) => monday));
  const titles = useMemo(
    () => Object.fromEntries(MOVEMENTS.map((kind) => [kind, t(MOVEMENT_TITLES[kind])])) as Record<Movement, string>,
    [t],
  );
  const weeks = useMemo(
    () => answer.weeks.map((week) => ({ ...week, label: weekText(week.monday) })),
    [answer, weekText],
  );
  const last = weeks[weeks.length - 1];
  return (
    <section aria-label={t('Active members by week')}>
      <Typography.Text strong>{t('Active members by week')}</Typography.Text>
      <Typography.Paragraph type="secondary" style={{ marginBottom: 8, fontSize: 12 }}>
        {t(
          'New: active for the first time. Returning: active the week before too. Back again: active before, but not the week before. Fell silent, below zero: active the week before, not in this one.',
        )}
        {last && !last.complete && ` ${t('The last week is not over yet and drawn faintly.')}`}
      </Typography.Paragraph>
      <div style={{ position: 'relative' }}>
        <div aria-hidden style={{ height: HEIGHT }}>
          <Suspense fallback={<Spin style={{ display: 'block', paddingTop: HEIGHT / 3 }} />}>
            <MovementChart weeks={weeks} titles={titles} height={HEIGHT} />
          </Suspense>
        </div>
        <VisuallyHidden>
          <table>
            <caption>{t('Active members by week')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('Week of')}</th>
                {MOVEMENTS.map((kind) => (
                  <th key={kind} scope="col">
                    {titles[kind]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.map((week) => (
                <tr key={week.monday}>
                  <th scope="row">{week.complete ? week.label : `${week.label} (${t('not over yet')})`}</th>
                  {MOVEMENTS.map((kind) => (
                    <td key={kind}>{numbers.count(week[kind])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </VisuallyHidden>
      </div>
    </section>
  );
}
