import { Spin } from 'antd';
import React, { lazy, Suspense, useCallback, useMemo } from 'react';
import type { RhythmAnswer } from '../../common/rhythm';
import { VisuallyHidden } from '../blocks/VisuallyHidden';
import type { PaletteName } from '../heatmap/options';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { useClock } from './clock';

const RhythmChart = lazy(() => import('./RhythmChart'));

const HEIGHT = 280;
/** The chart and the line below it that tells what its colours mean. */
const WITH_LEGEND = HEIGHT + 24;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** The week, drawn and, for screen readers, as a table. */
export function RhythmSection({
  answer,
  palette,
  framed,
}: {
  answer: RhythmAnswer;
  palette: PaletteName;
  /** Whether the best windows are framed. */
  framed: boolean;
}): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const clock = useClock();
  const [weekdays, hours] = useMemo(() => [WEEKDAYS.map(clock.short), HOURS.map(clock.time)], [clock]);
  const { counts, windows } = answer;
  const isBest = useCallback(
    (weekday: number, hour: number) =>
      framed && windows.some((window) => window.weekday === weekday && window.from <= hour && hour < window.to),
    [framed, windows],
  );
  return (
    <div style={{ position: 'relative' }}>
      <div aria-hidden style={{ height: WITH_LEGEND }}>
        <Suspense fallback={<Spin style={{ display: 'block', paddingTop: HEIGHT / 3 }} />}>
          <RhythmChart
            counts={counts}
            weekdays={weekdays}
            hours={hours}
            isBest={isBest}
            palette={palette}
            unit={t('Messages')}
            height={HEIGHT}
          />
        </Suspense>
      </div>
      <VisuallyHidden>
        <table>
          <caption>{t('Messages by weekday and hour')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('Weekday')}</th>
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counts.map((row, weekday) => (
              <tr key={weekday}>
                <th scope="row">{clock.long(weekday)}</th>
                {row.map((messages, hour) => (
                  <td key={hour}>{numbers.count(messages)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </div>
  );
}
