import { theme as antdTheme } from 'antd';
import { useMemo } from 'react';
import { STAGE_COLOURS, type StageKey } from '../../common/names';
import { luminance, parseColour } from './colour';
import { heatmapColours, type HeatmapColours } from './palette';
import type { PaletteName } from './options';

/** Everything of the host's theme that the painter needs. */
export interface HeatmapTheme {
  dark: boolean;
  colours: HeatmapColours;
  font: string;
  strongFont: string;
  fontSize: number;
  text: string;
  secondaryText: string;
  border: string;
  background: string;
  primary: string;
  /** CSS colour of a stage's dot. */
  stageColour(stage: string | null): string;
}

/** The painter's theme for the running host theme; changes only when that or the palette does. */
export function useHeatmapTheme(palette: PaletteName): HeatmapTheme {
  const { token } = antdTheme.useToken();
  return useMemo(() => {
    const background = parseColour(token.colorBgContainer);
    const dark = luminance(background) < 0.4;
    const fontSize = token.fontSizeSM;
    const presets = token as unknown as Record<string, string | undefined>;
    return {
      dark,
      colours: heatmapColours(palette, dark, background),
      font: `${fontSize}px ${token.fontFamily}`,
      strongFont: `600 ${fontSize}px ${token.fontFamily}`,
      fontSize,
      text: token.colorText,
      secondaryText: token.colorTextSecondary,
      border: token.colorBorderSecondary,
      background: token.colorBgContainer,
      primary: token.colorPrimary,
      stageColour: (stage) => presets[STAGE_COLOURS[stage as StageKey] ?? ''] ?? token.colorTextQuaternary,
    };
  }, [token, palette]);
}
