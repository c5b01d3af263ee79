import { tierRules, type RfmSettings } from '../../common/rfm';
import { columnChanges, type Chosen, type ColumnRule, type LabellingInput } from '../labelling';
import { writeColumn } from './personas';

/** The tiers as conditions, with the kinds that are posts here. */
export const tierConditions = (settings: RfmSettings, utterances: readonly string[]): ColumnRule[] =>
  tierRules(settings, utterances);

/** Gives every chosen member the tier that the limits say. @returns how many changed */
export async function refreshTiers(input: LabellingInput, settings: RfmSettings, only: Chosen): Promise<number> {
  const rules = tierConditions(settings, input.kinds.utterances);
  const changes = await columnChanges(input, 'rfmTier', rules, only);
  await writeColumn(input, 'rfmTier', changes);
  return changes.length;
}
