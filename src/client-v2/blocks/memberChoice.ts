/** Which members a reader wants to see: in one of the stages, of one of the personas, with one of the tags, in one of the segments. */
export interface MemberChoice {
  stages: string[];
  personas: string[];
  /** Ids. */
  tags: Array<number | string>;
  /** Keys. */
  segments: string[];
}

export const EVERYONE: MemberChoice = { stages: [], personas: [], tags: [], segments: [] };

export const DIMENSIONS = ['stages', 'personas', 'tags', 'segments'] as const satisfies ReadonlyArray<
  keyof MemberChoice
>;
export type Dimension = (typeof DIMENSIONS)[number];

export const DIMENSION_TITLES: Record<Dimension, string> = {
  stages: 'Stage',
  personas: 'Persona',
  tags: 'Tags',
  segments: 'Segment',
};

export const isChosen = (choice: MemberChoice): boolean => DIMENSIONS.some((name) => choice[name].length > 0);

type Part = Record<string, unknown>;

/** The host's own filter for all of it but the segments; null where nothing is chosen. */
export function choiceFilter({ stages, personas, tags }: MemberChoice): Part | null {
  const parts: Part[] = [
    ...(stages.length ? [{ stage: { $in: stages } }] : []),
    ...(personas.length ? [{ persona: { $in: personas } }] : []),
    ...(tags.length ? [{ tags: { id: { $in: tags } } }] : []),
  ];
  return parts.length > 1 ? { $and: parts } : (parts[0] ?? null);
}

/**
 * Parameters of our analytics actions. Segments travel by themselves: a role that sees some of them may name these, while the
 * host's filter asks for the right to all.
 */
export function choiceParams(choice: MemberChoice): { filter?: string; segment?: string } {
  const filter = choiceFilter(choice);
  return {
    ...(filter ? { filter: JSON.stringify(filter) } : {}),
    ...(choice.segments.length ? { segment: choice.segments.join(',') } : {}),
  };
}
