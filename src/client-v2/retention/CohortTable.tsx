import { Typography, theme as antdTheme } from 'antd';
import React, { useMemo, useState } from 'react';
import type { RetentionAnswer } from '../../common/retention';
import { contrast, mix, parseColour, toCss, type Rgb } from '../heatmap/colour';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { averages, cellOf, type Cell } from './cohorts';
import { CohortTip, type TipAt } from './CohortTip';
import { useWeekText } from './weekText';

/** Stripes in the page's colour, which show on any cell and leave its number legible. */
const hatch = (background: string) =>
  `repeating-linear-gradient(135deg, rgba(${parseColour(background).join(', ')}, 0.6) 0 2px, transparent 2px 8px)`;

/** The triangle of cohorts: a row for each week's new members, a column for each week since. */
export function CohortTable({ answer }: { answer: RetentionAnswer }): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const { token } = antdTheme.useToken();
  const weekText = useWeekText(answer.weeks.map(({ monday }) => monday));
  const [tip, setTip] = useState<TipAt | null>(null);
  const paint = useMemo(() => painter(token.colorBgContainer, token.colorPrimary), [token]);
  const stripes = hatch(token.colorBgContainer);
  const means = useMemo(() => averages(answer), [answer]);
  const oldest = Math.min(...answer.cohorts.map(({ week }) => week));
  const ages = answer.weeks.slice(oldest).map((_, age) => age);
  const unfinished = answer.weeks.some(({ complete }) => !complete);
  const head: React.CSSProperties = {
    fontWeight: 'normal',
    color: token.colorTextSecondary,
    padding: '2px 8px',
    whiteSpace: 'nowrap',
  };
  const first: React.CSSProperties = {
    ...head,
    position: 'sticky',
    insetInlineStart: 0,
    zIndex: 1,
    background: token.colorBgContainer,
    textAlign: 'start',
  };

  const sentence = (monday: string, age: number, { active, members, share, complete }: Cell): string =>
    [
      t('Of {{members}} members new in the week of {{week}}, {{active}} ({{share}}) were active in week {{age}}.', {
        members: numbers.count(members),
        week: weekText(monday),
        active: numbers.count(active),
        share: numbers.percent(share),
        age,
      }),
      ...(complete ? [] : [t('That week is not over yet.')]),
    ].join(' ');

  return (
    <div style={{ position: 'relative' }} onMouseLeave={() => setTip(null)}>
      <div style={{ overflowX: 'auto' }}>
        <table
          aria-label={t('Cohorts')}
          style={{
            borderCollapse: 'separate',
            borderSpacing: 2,
            fontSize: token.fontSizeSM,
            fontVariantNumeric: 'tabular-nums',
          }}
        >
          <thead>
            <tr>
              <th scope="col" style={first}>
                {t('New in the week of')}
              </th>
              <th scope="col" style={{ ...head, textAlign: 'end' }}>
                {t('Members')}
              </th>
              {ages.map((age) => (
                <th
                  key={age}
                  scope="col"
                  style={{ ...head, textAlign: 'center' }}
                  aria-label={t('Week {{age}}', { age })}
                >
                  {age}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.cohorts.map((cohort) => {
              const { monday } = answer.weeks[cohort.week];
              return (
                <tr key={cohort.week}>
                  <th scope="row" style={first}>
                    {weekText(monday)}
                  </th>
                  <td style={{ ...head, textAlign: 'end', color: token.colorText }}>{numbers.count(cohort.members)}</td>
                  {cohort.active.map((_, age) => {
                    const cell = cellOf(answer, cohort, age);
                    const text = sentence(monday, age, cell);
                    return (
                      <td
                        key={age}
                        aria-label={text}
                        data-complete={cell.complete}
                        onMouseEnter={({ currentTarget }) =>
                          setTip({ text, left: currentTarget.offsetLeft, top: currentTarget.offsetTop })
                        }
                        style={{
                          ...paint(cell.share),
                          ...(cell.complete ? {} : { backgroundImage: stripes }),
                          minWidth: 44,
                          padding: '4px 6px',
                          textAlign: 'center',
                          borderRadius: 3,
                        }}
                      >
                        {numbers.percent(cell.share)}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" style={first}>
                {t('All cohorts')}
              </th>
              <td />
              {ages.map((age) => (
                <td key={age} style={{ ...head, textAlign: 'center', color: token.colorText }}>
                  {means[age] === null ? '–' : numbers.percent(means[age] ?? 0)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      {tip && <CohortTip {...tip} />}
      {unfinished && (
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          <span
            aria-hidden
            style={{
              display: 'inline-block',
              width: 14,
              height: 10,
              marginInlineEnd: 6,
              backgroundColor: token.colorPrimaryBorder,
              backgroundImage: stripes,
              border: `1px solid ${token.colorBorderSecondary}`,
            }}
          />
          {t('Hatched: the week is not over yet, so its share will still rise. It is not part of the last row.')}
        </Typography.Text>
      )}
    </div>
  );
}

/** Background and text of a cell by its share: the more, the further from the page. */
function painter(background: string, primary: string): (share: number) => React.CSSProperties {
  const page = parseColour(background);
  const strong = parseColour(primary);
  const inks: Rgb[] = [
    [0, 0, 0],
    [255, 255, 255],
  ];
  return (share) => {
    const fill = mix(page, strong, share === 0 ? 0.03 : 0.1 + 0.75 * share);
    const ink = contrast(fill, inks[0]) >= contrast(fill, inks[1]) ? inks[0] : inks[1];
    return { backgroundColor: toCss(fill), color: toCss(mix(fill, ink, 0.9)) };
  };
}
