import React from 'react';
import { VisuallyHidden } from '../blocks/VisuallyHidden';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { useClock } from './clock';

export interface WeekTableProps {
  caption: string;
  /** Messages by weekday (Monday first) and hour. */
  counts: number[][];
  /** What the hours are called. */
  hours: readonly string[];
}

/** A week of hours for those who hear the page. */
export function WeekTable({ caption, counts, hours }: WeekTableProps): React.ReactElement {
  const t = useT();
  const numbers = useNumbers();
  const clock = useClock();
  return (
    <VisuallyHidden>
      <table>
        <caption>{caption}</caption>
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
              {row.map((count, hour) => (
                <td key={hour}>{numbers.count(count)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </VisuallyHidden>
  );
}
