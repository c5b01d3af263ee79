import React, { useMemo } from 'react';
import { useChartTheme } from '../blocks/chartTheme';
import { mix, parseColour, toCss, type Rgb } from '../heatmap/colour';
import type { PaletteName } from '../heatmap/options';
import { paletteColour } from '../heatmap/palette';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { useClock } from './clock';
import { WeekTable } from './WeekTable';

export interface SmallWeekProps {
  /** Whose week it is. */
  title: string;
  /** Messages by weekday (Monday first) and hour. */
  counts: number[][];
  palette: PaletteName;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const MARKED = 6;

/** A week of hours in small: few enough cells to be elements of the page. */
export function SmallWeek({ title, counts, palette }: SmallWeekProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const clock = useClock();
  const chart = useChartTheme();
  const colour = useMemo(() => {
    const most = Math.max(1, ...counts.flat());
    const ink: Rgb = chart.dark ? [255, 255, 255] : [0, 0, 0];
    const empty = toCss(mix(parseColour(chart.background), ink, 0.05));
    return (count: number) => (count === 0 ? empty : toCss(paletteColour(palette, count / most, chart.dark)));
  }, [counts, palette, chart]);
  return (
    <div style={{ position: 'relative' }}>
      <div
        aria-hidden
        style={{
          display: 'grid',
          gridTemplateColumns: 'max-content repeat(24, minmax(0, 1fr))',
          gap: 1,
          fontSize: 10,
          lineHeight: '14px',
          color: chart.secondaryText,
        }}
      >
        {counts.map((row, weekday) => (
          <React.Fragment key={weekday}>
            <span style={{ paddingInlineEnd: 4 }}>{clock.short(weekday)}</span>
            {row.map((count, hour) => (
              <span
                key={hour}
                title={`${clock.short(weekday)} ${clock.time(hour)}: ${numbers.count(count)}`}
                style={{ height: 14, borderRadius: 2, background: colour(count) }}
              />
            ))}
          </React.Fragment>
        ))}
        <span />
        {HOURS.filter((hour) => hour % MARKED === 0).map((hour) => (
          <span key={hour} style={{ gridColumn: `span ${MARKED}` }}>
            {clock.time(hour)}
          </span>
        ))}
      </div>
      <WeekTable
        caption={t('{{title}}: messages by weekday and hour', { title })}
        counts={counts}
        hours={HOURS.map((hour) => clock.time(hour))}
      />
    </div>
  );
}
