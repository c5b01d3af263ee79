import type { ConditionCatalogue } from '../../../common/conditions';

/** Stands in for the catalogue where it is closed to the reader. */
export const NOTHING_KNOWN: ConditionCatalogue = {
  metrics: [],
  kinds: [],
  stages: [],
  tags: [],
  personas: [],
  tiers: [],
  segments: [],
  groups: [],
};
