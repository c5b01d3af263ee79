import { useMemo } from 'react';
import { useChartTheme, type ChartTheme } from '../blocks/chartTheme';
import { mix, parseColour, toCss } from '../heatmap/colour';
import { paletteColour } from '../heatmap/palette';

/** Presets of the host's theme that tell communities apart; after the last they begin again. */
const COMMUNITY_COLOURS = ['blue', 'orange', 'green', 'magenta', 'purple', 'cyan', 'gold', 'red', 'lime', 'geekblue'];

/** The name of a community's colour as tags take it. */
export const communityColour = (community: number): string => COMMUNITY_COLOURS[community % COMMUNITY_COLOURS.length];

/** A, B … Z, AA, AB … */
export function communityLetter(community: number): string {
  const letter = String.fromCharCode(65 + (community % 26));
  return community < 26 ? letter : communityLetter(Math.floor(community / 26) - 1) + letter;
}

/** Colours of the matrix in the host's theme. */
export interface OverlapLook {
  chart: ChartTheme;
  /** A share of the highest value, 0 to 1. */
  cell(share: number): string;
  /** Two groups that share nobody. */
  empty: string;
  /** A group with itself. */
  diagonal: string;
  community(community: number | null): string;
  /** The palette from weak to strong, for the legend. */
  gradient: string;
}

const LEGEND_STOPS = [0, 0.25, 0.5, 0.75, 1];

export function useOverlapLook(): OverlapLook {
  const chart = useChartTheme();
  return useMemo(() => {
    const background = parseColour(chart.background);
    const ink = parseColour(chart.dark ? '#ffffff' : '#000000');
    const cell = (share: number) => toCss(paletteColour('viridis', share, chart.dark));
    return {
      chart,
      cell,
      empty: toCss(mix(background, ink, 0.03)),
      diagonal: toCss(mix(background, ink, 0.14)),
      community: (community) => (community === null ? 'transparent' : chart.colour(communityColour(community))),
      gradient: `linear-gradient(to right, ${LEGEND_STOPS.map(cell).join(', ')})`,
    };
  }, [chart]);
}
