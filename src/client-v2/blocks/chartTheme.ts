import { theme as antdTheme } from 'antd';
import { useMemo } from 'react';
import { luminance, parseColour } from '../heatmap/colour';

/** What drawings take from the host's theme. */
export interface ChartTheme {
  dark: boolean;
  /** Theme of @ant-design/plots, on the host's own background. */
  plots: { type: 'classic' | 'classicDark'; view: { viewFill: string } };
  text: string;
  secondaryText: string;
  border: string;
  background: string;
  raised: string;
  /** CSS colour of an antd preset name or of a CSS colour; a quiet grey for none. */
  colour(name: string | null | undefined): string;
}

/** Of the ticks of an axis that counts, those that can be: of few things, halves would be written as the same whole number. */
export const wholeTicks = (value: unknown): boolean => Number.isInteger(value);

/** Changes only when the host's theme does. */
export function useChartTheme(): ChartTheme {
  const { token } = antdTheme.useToken();
  return useMemo(() => {
    const dark = luminance(parseColour(token.colorBgContainer)) < 0.4;
    const presets = token as unknown as Record<string, string | undefined>;
    return {
      dark,
      plots: { type: dark ? 'classicDark' : 'classic', view: { viewFill: 'transparent' } },
      text: token.colorText,
      secondaryText: token.colorTextSecondary,
      border: token.colorBorderSecondary,
      background: token.colorBgContainer,
      raised: token.colorBgElevated,
      colour: (name) => (name && name !== 'default' ? (presets[name] ?? name) : token.colorTextQuaternary),
    };
  }, [token]);
}
