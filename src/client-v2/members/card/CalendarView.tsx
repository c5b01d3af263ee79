import { Flex, Typography, theme as antdTheme } from 'antd';
import React, { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ActivityCalendar } from '../../../common/memberCard';
import { VisuallyHidden } from '../../blocks/VisuallyHidden';
import { luminance, mix, parseColour, toCss } from '../../heatmap/colour';
import { useT } from '../../locale';
import { useLanguage } from '../../moments';
import { useNumbers } from '../../numbers';
import { calendarDays, monthMarks, monthTotals, type CalendarDay } from './calendar';

const CELL = 11;
const STEP = 13;
const TOP = 16;
const LEFT = 30;

/** A year of days as small squares, week by week; arrow keys walk through them. */
export function CalendarView({ calendar }: { calendar: ActivityCalendar }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const { token } = antdTheme.useToken();
  const dates = useDates();
  const days = useMemo(() => calendarDays(calendar), [calendar]);
  const [at, setAt] = useState<number | null>(null);
  const colours = useMemo(() => shades(token.colorBgContainer, token.colorSuccess), [token]);
  const weeks = Math.ceil(days.length / 7);
  const total = calendar.counts.reduce((sum, n) => sum + n, 0);
  const active = calendar.counts.filter((n) => n > 0).length;
  const signs = (count: number) =>
    count === 1 ? t('one sign of life') : t('{{count}} signs of life', { count: numbers.count(count) });
  const sentence = ({ day, count }: CalendarDay) =>
    t('{{day}}: {{count}}', {
      day: dates.day(day),
      count: count === 0 ? t('nothing') : signs(count),
    });
  const summary = t('{{signs}} on {{days}} in the last {{weeks}} weeks.', {
    signs: signs(total),
    days: numbers.days(active),
    weeks: numbers.count(weeks),
  });
  const move = (event: React.KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setAt((before) => Math.min(days.length - 1, Math.max(0, (before ?? days.length - 1 - by) + by)));
  };
  const chosen = at === null ? null : days[at];
  const frame = useRef<HTMLDivElement>(null);
  // where there is too little room for all, the latest days are seen first
  useLayoutEffect(() => {
    if (frame.current) frame.current.scrollLeft = frame.current.scrollWidth;
  }, [calendar]);

  return (
    <section aria-label={t('Activity calendar')}>
      <div ref={frame} style={{ overflowX: 'auto', position: 'relative' }}>
        <svg
          role="img"
          tabIndex={0}
          aria-label={chosen ? sentence(chosen) : `${t('Activity calendar')}. ${summary}`}
          viewBox={`0 0 ${LEFT + weeks * STEP} ${TOP + 7 * STEP}`}
          onKeyDown={move}
          onBlur={() => setAt(null)}
          onMouseLeave={() => setAt(null)}
          style={{
            display: 'block',
            width: '100%',
            minWidth: Math.min(520, LEFT + weeks * STEP),
            maxWidth: LEFT + weeks * STEP,
          }}
        >
          {monthMarks(days).map(({ day, week }) => (
            <text key={day} x={LEFT + week * STEP} y={11} fontSize={10} fill={token.colorTextSecondary}>
              {dates.month(day)}
            </text>
          ))}
          {[0, 2, 4].map((weekday) => (
            <text key={weekday} x={0} y={TOP + weekday * STEP + 10} fontSize={10} fill={token.colorTextSecondary}>
              {dates.weekday(days[weekday]?.day ?? calendar.from)}
            </text>
          ))}
          {days.map((day, i) => (
            <rect
              key={day.day}
              x={LEFT + day.week * STEP}
              y={TOP + day.weekday * STEP}
              width={CELL}
              height={CELL}
              rx={2}
              fill={colours[day.strength]}
              stroke={i === at ? token.colorText : token.colorBorderSecondary}
              strokeWidth={i === at ? 1.5 : 0.5}
              data-strength={day.strength}
              onMouseEnter={() => setAt(i)}
            />
          ))}
        </svg>
        <VisuallyHidden>
          <table>
            <caption>{t('Activity by month')}</caption>
            <tbody>
              {monthTotals(days).map(({ month, count, days: active }) => (
                <tr key={month}>
                  <th scope="row">{dates.longMonth(`${month}-01`)}</th>
                  <td>
                    {signs(count)}, {numbers.days(active)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </VisuallyHidden>
      </div>
      <Flex wrap justify="space-between" gap="small" style={{ marginTop: 4, fontSize: 12 }}>
        <Typography.Text type="secondary" style={{ fontSize: 12 }} aria-live="polite">
          {chosen ? sentence(chosen) : summary}
        </Typography.Text>
        <Flex gap={3} align="center" aria-hidden>
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {t('Less')}
          </Typography.Text>
          {colours.map((colour) => (
            <span
              key={colour}
              style={{
                width: CELL,
                height: CELL,
                borderRadius: 2,
                background: colour,
                border: `1px solid ${token.colorBorderSecondary}`,
              }}
            />
          ))}
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {t('More')}
          </Typography.Text>
        </Flex>
      </Flex>
    </section>
  );
}

/** Five colours from the page's own to the strong one; lightness rises or falls steadily, whatever the reader's colour vision. */
function shades(page: string, strong: string): string[] {
  const [from, to] = [parseColour(page), parseColour(strong)];
  const dark = luminance(from) < 0.4;
  const end = dark ? mix(to, [255, 255, 255], 0.25) : mix(to, [0, 0, 0], 0.35);
  return [0.04, 0.3, 0.52, 0.75, 1].map((share) => toCss(mix(from, end, share)));
}

/** Calendar days in the reader's language; a day has no time zone. */
function useDates() {
  const language = useLanguage();
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) => {
      const formatter = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
      return (day: string) => formatter.format(new Date(`${day}T00:00:00Z`));
    };
    return {
      day: format({ weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' }),
      month: format({ month: 'short' }),
      longMonth: format({ year: 'numeric', month: 'long' }),
      weekday: format({ weekday: 'short' }),
    };
  }, [language]);
}
