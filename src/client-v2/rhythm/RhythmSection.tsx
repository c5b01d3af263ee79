import { Spin } from 'antd';
import React, { lazy, Suspense, useCallback, useMemo } from 'react';
import type { RhythmAnswer } from '../../common/rhythm';
import type { PaletteName } from '../heatmap/options';
import { useT } from '../locale';
import { useClock } from './clock';
import { WeekTable } from './WeekTable';

const RhythmChart = lazy(() => import('./RhythmChart'));

const HEIGHT = 280;
/** The chart and the line below it that tells what its colours mean. */
const WITH_LEGEND = HEIGHT + 36;
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
      <div aria-hidden style={{ minHeight: WITH_LEGEND }}>
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
      <WeekTable caption={t('Messages by weekday and hour')} counts={counts} hours={hours} />
    </div>
  );
}
