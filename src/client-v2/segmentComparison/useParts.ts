import { useMemo } from 'react';
import { personaTitle, tierTitle } from '../../common/labelTitles';
import { STAGE_COLOURS, type StageKey } from '../../common/names';
import { SHIPPED_PERSONAS } from '../../common/personas';
import { RFM_TIERS, TIER_COLOURS, type RfmTier } from '../../common/rfm';
import { useChartTheme } from '../blocks/chartTheme';
import { usePersonas } from '../heatmap/filters/choices';
import { stageLabel, useStages } from '../heatmap/stages';
import { useT } from '../locale';
import { useReader } from '../titles';
import type { ComparedBy } from './options';
import { partsOf, type ComparedSegment, type Part } from './parts';

/** The kinds of members of some segments with titles and colours; null where the reader may not know them. */
export function useParts(segments: readonly ComparedSegment[], by: ComparedBy): Part[] | null {
  const t = useT();
  const reader = useReader();
  const chart = useChartTheme();
  const stages = useStages();
  const personas = usePersonas();
  return useMemo(() => {
    const shipped = (key: string) => SHIPPED_PERSONAS.find(({ to }) => to === key);
    const looks: Record<ComparedBy, { known: string[]; title(key: string): string; colour(key: string): string }> = {
      stages: {
        known: stages.map(({ value }) => value),
        title: (key) => stageLabel(stages, key),
        colour: (key) => STAGE_COLOURS[key as StageKey] ?? 'geekblue',
      },
      personas: {
        known: SHIPPED_PERSONAS.map(({ to }) => to),
        title: (key) =>
          personas.find(({ value }) => value === key)?.label ?? personaTitle(reader, key, shipped(key)?.titleEn ?? key),
        // the shipped grey is that of nobody
        colour: (key) => (shipped(key)?.color === 'default' ? 'volcano' : (shipped(key)?.color ?? 'lime')),
      },
      tiers: {
        known: [...RFM_TIERS],
        title: (key) => tierTitle(reader, key, key),
        colour: (key) => TIER_COLOURS[key as RfmTier] ?? 'geekblue',
      },
    };
    const look = looks[by];
    const { keys, readable } = partsOf(segments, by, look.known);
    if (!readable) return null;
    return keys.map((key) => ({
      key,
      title: key ? look.title(key) : t('None'),
      colour: key ? chart.colour(look.colour(key)) : chart.border,
    }));
  }, [segments, by, t, reader, chart, stages, personas]);
}
