import { theme } from 'antd';
import React from 'react';
import { useT } from '../../locale';
import { useNumbers } from '../../numbers';

const [WIDTH, HEIGHT, MARGIN] = [88, 24, 2];

/** Corners of the line, the lowest value at the bottom; a value that never changes runs through the middle. */
export function corners(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = values.length > 1 ? (WIDTH - 2 * MARGIN) / (values.length - 1) : 0;
  const heightOf = (value: number) => (high > low ? (value - low) / (high - low) : 0.5);
  return values
    .map((value, at) => {
      const y = HEIGHT - MARGIN - heightOf(value) * (HEIGHT - 2 * MARGIN);
      return `${(MARGIN + at * step).toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}

/** How a number went over the last days, in the size of a word; from the first day on which it is known. */
export function Sparkline({ values: days }: { values: ReadonlyArray<number | null> }): React.ReactElement | null {
  const t = useT();
  const numbers = useNumbers();
  const { token } = theme.useToken();
  const values = days.filter((value): value is number => value !== null);
  if (values.length < 2) return null;
  const label = t('{{days}} days ago {{from}}, now {{to}}', {
    days: values.length - 1,
    from: numbers.count(values[0]),
    to: numbers.count(values[values.length - 1]),
  });
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} style={{ display: 'block' }}>
      <title>{label}</title>
      <polyline points={corners(values)} fill="none" stroke={token.colorPrimary} strokeWidth={1.5} />
    </svg>
  );
}
