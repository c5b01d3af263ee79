import { theme as antdTheme } from 'antd';
import React from 'react';
import type { Normalization } from '../../common/heatmap';
import { useT } from '../locale';
import { levelTitle } from './cellText';
import { toCss } from './colour';
import { rampEnds } from './legend';
import type { ColourBy } from './options';
import { FIRST_SCORE, levelIndex } from './palette';
import type { StageOption } from './stages';
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

const dot = (colour: string): React.CSSProperties => ({
  ...swatch(colour),
  width: 8,
  height: 8,
  borderRadius: '50%',
  verticalAlign: 'middle',
});

export interface HeatmapLegendProps {
  theme: HeatmapTheme;
  colourBy: ColourBy;
  normalize: Normalization;
  stages: readonly StageOption[];
}

/** What the colours of the cells mean, and of the dots beside the names. */
export function HeatmapLegend({ theme, colourBy, normalize, stages }: HeatmapLegendProps): React.ReactElement {
  const t = useT();
  const { token } = antdTheme.useToken();
  const { table, absent } = theme.colours;
  const ends = colourBy === 'level' ? null : rampEnds(colourBy, normalize, t);
  const ramp = table.slice(FIRST_SCORE).filter((_, step) => step % 10 === 0);
  return (
    <div
      role="group"
      aria-label={t('Legend')}
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: token.margin,
        rowGap: token.marginXXS,
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
      {ends && (
        <span>
          {ends[0]}
          <span
            style={{
              ...swatch(`linear-gradient(to right, ${ramp.map(toCss).join(', ')})`),
              width: 120,
              marginInline: 8,
            }}
          />
          {ends[1]}
        </span>
      )}
      <span aria-hidden style={{ borderInlineStart: `1px solid ${token.colorBorderSecondary}` }} />
      {stages.map(({ value, label }) => (
        <span key={value}>
          <span style={dot(theme.stageColour(value))} />
          {label}
        </span>
      ))}
    </div>
  );
}
