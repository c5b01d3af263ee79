/** What the cells of the grid are coloured by. */
export const RFM_COLOURS = ['members', 'monetary'] as const;
export type RfmColour = (typeof RFM_COLOURS)[number];

/** A block's settings as they are saved with it. */
export interface RfmOptions {
  colourBy: RfmColour;
  showTiers: boolean;
}

export const DEFAULT_OPTIONS: RfmOptions = { colourBy: 'members', showTiers: true };

/** Fills what saved settings leave out, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<RfmOptions> | undefined): RfmOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<RfmOptions>) };
}
