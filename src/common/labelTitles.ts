import { personaRuleKey, SHIPPED_PERSONAS, SHIPPED_TAGS, tagRuleKey } from './personas';
import { SHIPPED_TIERS } from './rfm';
import { titleFor } from './shippedTitles';

/** Titles of labels as the reader is shown them: shipped ones in the reader's language, others as they were written. */
export const personaTitle = titleFor(SHIPPED_PERSONAS.map((persona) => [persona.to, persona] as const));
export const tagTitle = titleFor(SHIPPED_TAGS.map((tag) => [tag.to, tag] as const));

/** Of the rules that give them, by the rule's key. */
export const labelRuleTitle = titleFor([
  ...SHIPPED_PERSONAS.map((persona) => [personaRuleKey(persona.to), persona] as const),
  ...SHIPPED_TAGS.map((tag) => [tagRuleKey(tag.to), tag] as const),
]);

const tiers = titleFor(Object.entries(SHIPPED_TIERS));

/** Tiers have no stored titles. */
export const tierTitle: typeof tiers = (reader, key, stored) =>
  tiers(reader, key, SHIPPED_TIERS[key as keyof typeof SHIPPED_TIERS]?.titleEn ?? stored);

/** The suggested treatment of a persona, in the reader's language where it is the shipped one. */
export function treatmentFor(reader: { language?: string }, to: string, stored: string | null): string | null {
  const own = SHIPPED_PERSONAS.find((persona) => persona.to === to);
  if (!own || (stored !== own.treatmentEn && stored !== own.treatmentZh)) return stored;
  return reader.language?.startsWith('zh') ? own.treatmentZh : own.treatmentEn;
}
