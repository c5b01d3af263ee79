import { usePersonas, useTags, type Choice } from '../heatmap/filters/choices';
import { useStages } from '../heatmap/stages';
import type { Dimension } from './memberChoice';
import { useSegments } from './useSegments';

/** What the reader may choose of each dimension; empty where there is nothing, or no right to see it. */
export function useDimensions(): Record<Dimension, readonly Choice[]> {
  return { stages: useStages(), personas: usePersonas(), tags: useTags().tags, segments: useSegments() };
}
