import { theme as antdTheme } from 'antd';
import React from 'react';
import { useT } from '../locale';
import { levelTitle } from './cellText';
import { toCss } from './colour';
import type { ColourBy } from './options';
import { FIRST_SCORE, levelIndex } from './palette';
import type { HeatmapTheme } from './theme';

const swatch = (colour: string): React.CSSProperties => ({
  display: 'inline-block',
  width: 14,
  height: 14,
  borderRadius: 2,
  background: colour,
  marginInlineEnd: 6,
  verticalAlign: 'text-bottom',
});

/** What the colours mean. */
export function HeatmapLegend({ theme, colourBy }: { theme: HeatmapTheme; colourBy: ColourBy }): React.ReactElement {
  const t = useT();
  const { token } = antdTheme.useToken();
  const { table, absent } = theme.colours;
  const ramp = table.slice(FIRST_SCORE).filter((_, step) => step % 10 === 0);
  return (
    <div
      aria-label={t('Legend')}
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: token.margin,
        fontSize: token.fontSizeSM,
        fontFamily: token.fontFamily,
        color: token.colorTextSecondary,
      }}
    >
      <span>
        <span style={{ ...swatch(toCss(absent)), border: `1px solid ${token.colorBorderSecondary}` }} />
        {t('Not a member')}
      </span>
      {colourBy === 'level' &&
        [0, 1, 2, 3].map((level) => (
          <span key={level}>
            <span style={swatch(toCss(table[levelIndex(level)]))} />
            {levelTitle(level, t)}
          </span>
        ))}
      {colourBy === 'score' && (
        <span>
          {t('Low')}
          <span
            style={{
              ...swatch(`linear-gradient(to right, ${ramp.map(toCss).join(', ')})`),
              width: 120,
              marginInline: 8,
            }}
          />
          {t('High')}
        </span>
      )}
    </div>
  );
}
